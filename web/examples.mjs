// The examples of the playground: files of the project.

/** What a new user sees. */
export const FIRST = "examples/sign-in.seq";

export const EXAMPLES = [
  { path: "examples/gallery/tiny.seq", name: "The smallest" },
  { path: "examples/sign-in.seq", name: "Sign in" },
  { path: "examples/order.seq", name: "An order" },
  { path: "examples/gallery/oauth.seq", name: "OAuth" },
  { path: "examples/gallery/notes.seq", name: "Notes" },
  { path: "examples/gallery/groups.seq", name: "Groups" },
  { path: "examples/gallery/edges.seq", name: "Arrows" },
  { path: "examples/gallery/colours.seq", name: "Colours" },
  { path: "examples/how-tls-works.seq", name: "How TLS works" },
  { path: "examples/tls/open-line.seq", name: "A secret over an open line" },
  { path: "examples/tls/post-corrected.seq", name: "TLS: who knows what" },
  { path: "examples/tls/stolen-client-key.seq", name: "A stolen key" },
  { path: "examples/tls/mitm-open.seq", name: "An attacker between them" },
];
