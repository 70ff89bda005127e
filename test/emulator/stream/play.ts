import type { Context } from '../context';
import { framesOf, lastFrame, type Frame } from '../engine/frames';
import type { Run } from '../engine/runs';
import type { Execution, ExecutionStatus } from '../store/rows';
import { planned } from './plan';
import { type Heartbeat, HEARTBEATS, NOISE, type StreamShape } from './shape';
import { comment, frameText } from './wire';
import type { StreamWriter } from './writer';

const UNDER_WAY: ExecutionStatus[] = ['running', 'cancel_requested'];

/** Plays a run to a writer: what happened so far at once, the rest at its pace, comments while nothing happens. */
export async function play(
	context: Context,
	execution: Execution,
	writer: StreamWriter,
	shape: StreamShape,
	first: Frame[] = [],
): Promise<void> {
	const run = context.runs.get(execution.id);
	const live = underWay(execution);
	await writer.write('comment', comment('connected'));
	let paced = 0;
	for (const step of planned(run ? framesOf(run, shape) : [], shape, first)) {
		if (writer.over) return;
		if ('stall' in step) return stall(context, writer, step.heartbeat);
		if (live && step.paced && run) await untilDue(context, writer, run, ++paced);
		if (live && execution.status === 'cancelled') break;
		// The run first: who reads it at the event finds it failed.
		if (step.frame.event === 'error' && !shape.error?.runGoesOn)
			context.runs.fail(execution, shape.error?.text);
		await send(writer, step.frame, shape);
		if (step.frame.event === 'error') return writer.end();
	}
	if (run) await untilSettled(context, writer, run);
	const last = lastFrame(context, execution, run?.outcome, shape);
	if (last) await send(writer, last, shape);
	await writer.end();
}

async function send(writer: StreamWriter, frame: Frame, shape: StreamShape): Promise<void> {
	const last = ['done', 'complete', 'error'].includes(frame.event);
	const text = frameText(frame, shape);
	await writer.write(frame.event, last && shape.unfinished ? text.slice(0, -1) : text);
	if (last) return;
	for (const noise of shape.noise ?? []) await writer.write(noise, NOISE[noise]);
}

// A run that is cancelled, or a client that leaves, ends the wait early.
async function untilDue(context: Context, writer: StreamWriter, run: Run, index: number): Promise<void> {
	const { clock, settings } = context;
	const due = run.beganAt + index * settings.streamDeltaMs;
	for (let left = due - performance.now(); left > 0; left = due - performance.now()) {
		const quiet = left > settings.streamHeartbeatMs;
		const pause = clock.sleep(quiet ? settings.streamHeartbeatMs : left);
		await Promise.race([pause, writer.closed, run.cancelled]);
		if (writer.over || run.execution.status === 'cancelled') return;
		if (quiet) await writer.write('comment', comment('heartbeat'));
	}
}

async function untilSettled(context: Context, writer: StreamWriter, run: Run): Promise<void> {
	const { clock, settings } = context;
	while (!writer.over && underWay(run.execution)) {
		const gone = Promise.race([run.settled, writer.closed]).then(() => true);
		if (await Promise.race([gone, clock.sleep(settings.streamHeartbeatMs)])) return;
		await writer.write('comment', comment('heartbeat'));
	}
}

async function stall(
	{ clock, settings }: Context,
	writer: StreamWriter,
	heartbeat: Heartbeat | undefined,
): Promise<void> {
	while (heartbeat && !writer.over) {
		await Promise.race([clock.sleep(settings.streamHeartbeatMs), writer.closed]);
		await writer.write(heartbeat, HEARTBEATS[heartbeat]);
	}
	await writer.closed;
}

function underWay({ status }: Execution): boolean {
	return UNDER_WAY.includes(status);
}
