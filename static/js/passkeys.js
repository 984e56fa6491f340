// Passkeys: ties the library's forms (mfa/js/webauthn.js) to the buttons of our pages. A form names its part in data-passkey;
// what the browser or the person refuses is said beside the button.
const PARTS = { add: "addForm", authenticate: "authenticateForm", login: "loginForm" };

for (const button of document.querySelectorAll("button[data-passkey]")) {
  const kind = button.dataset.passkey;
  const ids = { [kind]: button.id, credential: button.dataset.credential };
  if (button.dataset.options) ids.data = button.dataset.options;
  if (button.dataset.passwordless) ids.passwordless = button.dataset.passwordless;
  window.allauth?.webauthn.forms[PARTS[kind]]({ ids });
  button.hidden = !window.PublicKeyCredential;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.querySelector("[data-passkey-error]");
  if (place) place.hidden = false;
});
