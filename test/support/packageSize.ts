/** How large the package may be as it is downloaded, in bytes. */
export const LARGEST_PACKAGE = 240_000;
