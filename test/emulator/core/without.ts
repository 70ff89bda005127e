/** An object without some of its keys. */
export function without<T extends object, K extends string>(row: T, ...hidden: K[]): Omit<T, K> {
	return Object.fromEntries(Object.entries(row).filter(([key]) => !hidden.includes(key as K))) as Omit<T, K>;
}
