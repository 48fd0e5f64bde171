// Runs in the browser and shows the document of the page.
const spec = JSON.parse(document.getElementById("document").textContent);

const addresses = () => ({
  // Swagger UI resolves no references against a file: URL. Nothing is fetched from this one.
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
