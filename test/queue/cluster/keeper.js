/**
 * Runs a server that knows nothing of the pipe at descriptor 3: `keeper.js <signal> <command> <arguments…>`. The server
 * gets the signal when this process is asked to end, and when whoever started it is gone, even by SIGKILL.
 */
const { spawn } = require('node:child_process');
const { Socket } = require('node:net');

const [signal, command, ...args] = process.argv.slice(2);
const server = spawn(command, args, { stdio: 'inherit' });
const end = () => server.kill(signal);

server.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
server.on('exit', (code) => process.exit(code ?? 1));
process.on('SIGTERM', end);

const parent = new Socket({ fd: 3 });
parent.on('error', () => {});
parent.on('close', end);
parent.resume();
parent.unref();
