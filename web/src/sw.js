// Keeps the page in the browser, so that it opens without a network. A new version is fetched beside the old one and
// takes its place at the next start, never under the user's hands.

// Pages of one host share its caches, so the name has the path.
const PREFIX = `seqwright ${new URL(registration.scope).pathname} `;
const CACHE = PREFIX + "{{hash}}";
const FILES = ["./", ..."{{files}}".split(" ")];

addEventListener("install", (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(PREFIX) && name !== CACHE;
  const clean = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
  };
  event.waitUntil(clean());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
  };
  event.respondWith(answer());
});
