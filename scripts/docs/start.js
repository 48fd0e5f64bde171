// In the browser: shows the document that is in the page.
const spec = JSON.parse(document.getElementById("document").textContent);

const addresses = () => ({
  // References are resolved against the address of the document, and not at all where that is a file's. Nothing is fetched.
  statePlugins: { spec: { wrapSelectors: { url: () => () => "http://localhost/" } } },
  components: { InfoUrl: () => null },
});

const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", paint);
paint();

window.SwaggerUIBundle({
  spec,
  domNode: document.getElementById("reference"),
  plugins: [addresses],
  supportedSubmitMethods: [],
  validatorUrl: null,
  docExpansion: "full",
  defaultModelsExpandDepth: 10,
  defaultModelExpandDepth: 10,
});
