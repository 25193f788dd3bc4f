// Review: keys for what has one, and words of the text taken into the form. All of it works without: buttons are sent, words are written.
const article = document.getElementById("text");
const told = document.getElementById("marked");
let marked = null;

const isTyping = (target) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox");
const length = (text) => [...text].length; // characters as the record counts them, not halves of pairs

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.getElementById("keys")?.open) return;
  const one = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === event.key);
  if (one === undefined) return;
  event.preventDefault();
  one.click();
  if (one.tagName === "SUMMARY") one.parentElement.querySelector("input:not([type=hidden]), select")?.focus();
});

// The characters of the report that a selection covers. Each piece of the text says where it begins.
function covered(range) {
  let start = null;
  let end = null;
  for (const piece of article.querySelectorAll("[data-at]")) {
    if (!range.intersectsNode(piece)) continue;
    const at = Number(piece.dataset.at);
    const text = piece.textContent;
    const inside = (node) => node === piece || piece.contains(node);
    const offset = (node, given) => length(node.nodeType === Node.TEXT_NODE ? text.slice(0, given) : given > 0 ? text : "");
    const from = inside(range.startContainer) ? offset(range.startContainer, range.startOffset) : 0;
    const to = inside(range.endContainer) ? offset(range.endContainer, range.endOffset) : length(text);
    if (from >= to) continue;
    start ??= at + from;
    end = at + to;
  }
  return start === null ? null : { start, end };
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed || article === null || !article.contains(selection.anchorNode) || !article.contains(selection.focusNode)) return;
  const words = selection.toString();
  const found = covered(selection.getRangeAt(0));
  if (found === null || words.trim() === "") return;
  const before = length(words) - length(words.trimStart());
  const after = length(words) - length(words.trimEnd());
  marked = { text: words.trim().replace(/\s+/g, " "), start: found.start + before, end: found.end - after };
  if (told === null || document.getElementById("correct") === null) return;
  told.hidden = false;
  told.textContent = `Marked: “${marked.text.length > 80 ? `${marked.text.slice(0, 79)}…` : marked.text}”`;
});

for (const button of document.querySelectorAll(".take")) {
  button.hidden = false;
  button.addEventListener("mousedown", (event) => event.preventDefault()); // so that what is marked stays so
  button.addEventListener("click", () => {
    const input = document.getElementById(button.dataset.for);
    if (marked === null) {
      told.hidden = false;
      told.textContent = "Mark words in the text first.";
      return;
    }
    input.value = `${marked.text} @${marked.start}-${marked.end}`;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
}

for (const button of document.querySelectorAll(".drop")) {
  const row = button.closest("fieldset");
  button.hidden = ![...row.querySelectorAll("input")].some((input) => input.value !== "");
  button.addEventListener("click", () => {
    for (const input of row.querySelectorAll("input")) input.value = "";
    button.hidden = true;
    row.querySelector("input").focus();
  });
  row.addEventListener("input", () => { button.hidden = false; });
  row.addEventListener("change", () => { button.hidden = false; });
}

const edit = document.getElementById("edit");
if (edit !== null && document.getElementById("fault") !== null) edit.scrollIntoView({ block: "nearest" });
