// The door for whoever has a card: the code that the scanned address carries goes into the form.
//
// It stands behind the #, so it was never sent to the server and is in no log; it is taken out of
// the address at once, so that the browser's history does not keep it either.

const form = document.querySelector<HTMLFormElement>("[data-card]");
const code = form?.querySelector<HTMLInputElement>("[name=code]");
const pin = form?.querySelector<HTMLInputElement>("[name=pin]");

function takeFromAddress(): void {
  const scanned = location.hash.replace(/[^0-9A-Za-z]/g, "");
  if (!scanned || !code || !pin) return;
  history.replaceState(null, "", location.pathname + location.search);
  code.value = scanned.match(/.{1,4}/g)?.join("-") ?? "";
  pin.focus();
}

takeFromAddress();
window.addEventListener("hashchange", takeFromAddress);
