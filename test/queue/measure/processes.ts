import { readdirSync, readFileSync } from 'node:fs';

import type { Cluster } from '../cluster/cluster';
import type { Role } from './result';

/** Linux counts CPU in hundredths of a second. */
const TICKS_A_SECOND = 100;

interface Stat {
	pid: number;
	parent: number;
	/** CPU of the process and of its children that have ended, in ticks. */
	ticks: number;
}

function stats(): Stat[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((pid) => {
			try {
				const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
				// The name, in parentheses, may hold anything.
				const fields = text
					.slice(text.lastIndexOf(')') + 2)
					.split(' ')
					.map(Number);
				const ticks = fields.slice(11, 15).reduce((sum, one) => sum + one, 0);
				return [{ pid: Number(pid), parent: fields[1] ?? 0, ticks }];
			} catch {
				// It ended meanwhile.
				return [];
			}
		});
}

/** A process with all of its descendants. */
function familyOf(pid: number, all: Stat[]): Stat[] {
	const children = all.filter(({ parent }) => parent === pid);
	const own = all.filter((one) => one.pid === pid);
	return [...own, ...children.flatMap((child) => familyOf(child.pid, all))];
}

function pidsOf(cluster: Cluster): Record<Role, number[]> {
	const { postgres, redis } = cluster.servicePids;
	return {
		main: [cluster.main.pid],
		webhook: [cluster.webhook.pid],
		worker: cluster.workers.map(({ pid }) => pid),
		postgres: [postgres],
		redis: [redis],
	};
}

function byRole(cluster: Cluster, valueOf: (family: Stat[]) => number): Record<Role, number> {
	const all = stats();
	const sums = Object.entries(pidsOf(cluster)).map(([role, pids]) => [
		role,
		pids.map((pid) => valueOf(familyOf(pid, all))).reduce((sum, one) => sum + one, 0),
	]);
	return Object.fromEntries(sums) as Record<Role, number>;
}

/** CPU that each part of the cluster has used so far, in ms. */
export const cpuOf = (cluster: Cluster): Record<Role, number> =>
	byRole(cluster, (family) => (family.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_A_SECOND) * 1000);

/** Memory that each part of the cluster has for itself, in MB: that which several share counts once for each. */
export const memoryOf = (cluster: Cluster): Record<Role, number> =>
	byRole(cluster, (family) => family.reduce((sum, { pid }) => sum + proportional(pid), 0));

function proportional(pid: number): number {
	const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
	return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1]) / 1000;
}
