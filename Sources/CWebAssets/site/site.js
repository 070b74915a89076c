// All that a site needs: the loader's script tag, and this call.
window.warmlineSDK.run({ websiteToken: "alder-and-finch", baseUrl: location.origin });

// The demo's own: its example questions stand in the chat's field when they are chosen.
for (const button of document.querySelectorAll("[data-ask]")) {
  button.addEventListener("click", () => window.$warmline.open(button.dataset.ask));
}
