/** The package's version; the build writes the one of package.json here. */
const packageVersion = '0.0.0-development';

/** Sent with every request, so that the platform can recognize the package's requests. */
export const userAgent = `n8n-nodes-promptrails/${packageVersion}`;
