/** What of the package is used here; it has no types of its own. */
declare module 'gifenc' {
	interface FrameOptions {
		palette: number[][];
		/** In ms. */
		delay: number;
		transparent?: boolean;
		transparentIndex?: number;
		/** 1: the next frame is drawn over this one. */
		dispose?: number;
	}
	export function GIFEncoder(): {
		writeFrame(pixels: Uint8Array, width: number, height: number, options: FrameOptions): void;
		finish(): void;
		bytes(): Uint8Array;
	};
	export function quantize(rgba: Uint8Array, colors: number): number[][];
	export function applyPalette(rgba: Uint8Array, palette: number[][]): Uint8Array;
}
