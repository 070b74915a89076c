// The two lines that a site needs: the loader's script tag, and this call.
window.warmlineSDK.run({ websiteToken: "alder-and-finch", baseUrl: location.origin });
