// Questions that cover the desk. What must never be covered is told when one opens or closes.

/** Shows a dialog; it leaves the page when it is closed. */
export function openDialog(dialog) {
  dialog.addEventListener("close", () => {
    dialog.remove();
    document.dispatchEvent(new Event("desk:covered"));
  });
  document.body.append(dialog);
  dialog.showModal();
  document.dispatchEvent(new Event("desk:covered"));
}
