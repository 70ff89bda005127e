/** A figure with as many digits as it is worth. */
export const shown = (value: number): string =>
	value.toLocaleString('en', {
		maximumFractionDigits: Math.abs(value) < 0.1 ? 2 : Math.abs(value) < 10 ? 1 : 0,
	});
