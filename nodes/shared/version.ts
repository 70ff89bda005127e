/** The package's version; the build writes the one of package.json here. */
const packageVersion = '0.0.0-development';

/** Sent with every request, so that the platform can tell our traffic apart. */
export const userAgent = `n8n-nodes-promptrails/${packageVersion}`;
