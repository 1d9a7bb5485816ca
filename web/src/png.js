// The picture as PNG: drawn by the browser.

const SCALE = 2;
/** The most pixels of a side that browsers draw. */
const MOST = 16_384;

/** Draws an SVG of a size as PNG. Returns a blob. */
export async function png(svg, width, height) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(SCALE, MOST / width, MOST / height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(width * scale);
    canvas.height = Math.floor(height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("it is too large"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
