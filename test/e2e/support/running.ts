import type { RunningHost } from '../../host';

/** The shared n8n between globalSetup and globalTeardown, which run in one context. */
export const running: { host?: RunningHost } = {};
