// Draws ZPL labels with zpl-renderer-js (zebrash), all of them in one process.
//
// In: JSON on standard input, {"dpmm": 8, "width_mm": 101.5, "height_mm": 152.375, "labels": ["^XA...^XZ", ...]}.
// Out: one JSON line for each of them: {"pngs": ["<base64>", ...]}, a picture for each label that it is, or
// {"error": "<why>"}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Its ES module lacks the mark that Node wants of one, so the other build is taken.
const { ready } = createRequire(import.meta.url)("zpl-renderer-js");

const { dpmm, width_mm: width, height_mm: height, labels } = JSON.parse(readFileSync(0, "utf8"));
const { api } = await ready;
for (const label of labels) {
  let answer;
  try {
    answer = { pngs: await api.zplToBase64MultipleAsync(label, width, height, dpmm) };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
process.stdout.write("", () => process.exit(0)); // the renderer keeps its own loop running for ever
