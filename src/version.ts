/** The version of this package, as sent in the `User-Agent`. */
export const version = "0.1.0";
