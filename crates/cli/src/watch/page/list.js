import { element, follow, setIcon, verdict } from "./common.js";

const list = document.getElementById("sources");

follow("list", ({ sheets }) => {
  const verdicts = sheets.map(verdict);
  const worst = ["error", "warning"].find((one) => verdicts.includes(one)) ?? "good";
  const failed = verdicts.filter((one) => one === "error").length;
  setIcon(worst);
  document.body.dataset.verdict = worst;
  document.title = `${failed > 0 ? `✗ ${failed} of ` : ""}${sheets.length} – seqwright`;
  const sources = sheets.length === 1 ? "1 source" : `${sheets.length} sources`;
  document.getElementById("status").textContent = failed > 0 ? `${sources}, ${failed} with errors` : sources;
  list.replaceChildren(
    ...sheets.map((sheet, at) => {
      const item = element("li", verdicts[at], "");
      const link = element("a", "", sheet.name);
      link.href = String(sheet.number);
      item.append(link, element("span", "status", sheet.status));
      return item;
    }),
  );
});
