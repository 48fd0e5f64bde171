/** How many inputs a property test tries. `PROPERTY_RUNS` overrides it: CI tries thousands, Stryker twenty. Default: 200. */
export const propertyRuns = Number(process.env.PROPERTY_RUNS ?? 200);
