import { randomBytes } from 'node:crypto';

import { createCredentials } from '../../support/n8n/fixture';
import { type Emulator, startEmulator } from '../../emulator';
import {
	type CredentialReference,
	N8nClient,
	newOwner,
	packPackage,
	type RunningHost,
	startHost,
} from '../../host';
import { freePorts } from '../../host/ports';
import { clusterFolder } from './folder';
import { DATABASE, rows, startPostgres } from './postgres';
import { startRedis } from './redis';
import type { Service } from './service';

export interface ClusterOptions {
	version?: string;
	workers: number;
	/** Executions that each worker takes at a time. */
	concurrency: number;
	/** Environment of every n8n. */
	env?: Record<string, string>;
}

/** What n8n is started with, once more and again, to be the same process of the same cluster. */
interface Seat {
	command: 'start' | 'worker' | 'webhook';
	port: number;
	userFolder?: string;
	host?: RunningHost;
}

/** n8n in queue mode: one main, workers, one process for webhooks; Redis, PostgreSQL and the platform beside it. */
export class Cluster {
	client!: N8nClient;
	credentials: Record<string, CredentialReference> = {};
	private services: Service[] = [];
	private readonly owner = newOwner();

	private constructor(
		readonly emulator: Emulator,
		private readonly options: ClusterOptions,
		private readonly tarball: string,
		private readonly data: { folder: string; remove: () => void },
		private readonly ports: { postgres: number; redis: number },
		private readonly seats: { main: Seat; webhook: Seat; workers: Seat[] },
		private readonly key = randomBytes(16).toString('hex'),
	) {}

	/** Starts a cluster with the package in it, and claims it. */
	static async open(options: ClusterOptions): Promise<Cluster> {
		const { tarball } = await packPackage({ build: true });
		const [postgres = 0, redis = 0, main = 0, webhook = 0, ...workers] = await freePorts(4 + options.workers);
		const cluster = new Cluster(
			await startEmulator(),
			options,
			tarball,
			clusterFolder(),
			{ postgres, redis },
			{
				main: { command: 'start', port: main },
				webhook: { command: 'webhook', port: webhook },
				workers: workers.map((port) => ({ command: 'worker', port })),
			},
		);
		try {
			await cluster.start();
			const { url, webhookUrl } = cluster;
			cluster.client = new N8nClient(url, undefined, {}, webhookUrl);
			await cluster.client.setUpOwner(cluster.owner);
			cluster.credentials = await createCredentials(cluster.client, cluster.emulator);
			return cluster;
		} catch (error) {
			await cluster.close();
			throw error;
		}
	}

	get url(): string {
		return `http://127.0.0.1:${this.seats.main.port}`;
	}

	get webhookUrl(): string {
		return `http://127.0.0.1:${this.seats.webhook.port}`;
	}

	get main(): RunningHost {
		return running(this.seats.main);
	}

	get webhook(): RunningHost {
		return running(this.seats.webhook);
	}

	/** The workers that are there. */
	get workers(): RunningHost[] {
		return this.seats.workers.flatMap(({ host }) => host ?? []);
	}

	get redisPort(): number {
		return this.ports.redis;
	}

	/** Process ids of the servers beside n8n. */
	get servicePids(): { postgres: number; redis: number } {
		const [postgres, redis] = this.services;
		return { postgres: postgres?.pid ?? 0, redis: redis?.pid ?? 0 };
	}

	/** The rows that a query finds in n8n's database. */
	async rows<T>(query: string): Promise<T[]> {
		return await rows<T>(this.ports.postgres, query);
	}

	/** Starts everything; what was there before goes on. */
	async start(): Promise<void> {
		const { folder } = this.data;
		this.services = await Promise.all([
			startPostgres(folder, this.ports.postgres),
			startRedis(folder, this.ports.redis),
		]);
		const { main, webhook, workers } = this.seats;
		// The main process brings the database up to date; the others find it so.
		await this.seat(main);
		await settled([webhook, ...workers].map((seat) => this.seat(seat)));
	}

	/** Ends everything but the platform, in good order. */
	async stop(): Promise<void> {
		const { main, webhook, workers } = this.seats;
		await Promise.all([webhook, ...workers, main].map((seat) => unseat(seat, 'stop')));
		await Promise.all(this.services.map((service) => service.stop()));
		this.services = [];
	}

	/** Ends everything and removes the data. */
	async close(): Promise<void> {
		try {
			await this.stop();
		} finally {
			this.data.remove();
			await this.emulator.close();
		}
	}

	/** Ends a worker as a crash would. */
	async killWorker(index: number): Promise<void> {
		await unseat(this.workerSeat(index), 'kill');
	}

	/** Ends a worker in good order. */
	async stopWorker(index: number): Promise<void> {
		await unseat(this.workerSeat(index), 'stop');
	}

	/** Starts a worker again. */
	async startWorker(index: number): Promise<void> {
		await this.seat(this.workerSeat(index));
	}

	private workerSeat(index: number): Seat {
		const seat = this.seats.workers[index];
		if (!seat) throw new Error(`No worker ${index}`);
		return seat;
	}

	private async seat(seat: Seat): Promise<void> {
		const { command, port, userFolder } = seat;
		seat.host = await startHost({
			tarball: this.tarball,
			version: this.options.version,
			command,
			commandArguments: command === 'worker' ? [`--concurrency=${this.options.concurrency}`] : [],
			port,
			userFolder,
			env: { ...this.environment(port), ...this.options.env },
		});
		seat.userFolder = seat.host.userFolder;
	}

	private environment(port: number): Record<string, string> {
		return {
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: this.key,
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(this.ports.redis),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.ports.postgres),
			DB_POSTGRESDB_USER: DATABASE.user,
			DB_POSTGRESDB_DATABASE: DATABASE.name,
			WEBHOOK_URL: this.webhookUrl,
			// Published webhooks are the business of the process for webhooks alone.
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		};
	}
}

function running({ host, command }: Seat): RunningHost {
	if (!host) throw new Error(`The ${command} process is not there`);
	return host;
}

async function unseat(seat: Seat, how: 'stop' | 'kill'): Promise<void> {
	await seat.host?.[how]();
	seat.host = undefined;
}

/** Waits for all, so that a failure of one leaves none behind on its way up. */
async function settled(works: Array<Promise<void>>): Promise<void> {
	for (const result of await Promise.allSettled(works)) {
		if (result.status === 'rejected') throw result.reason;
	}
}
