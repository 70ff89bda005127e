/**
 * Loaded into n8n with --require: when the process that started it is gone, even by SIGKILL, the pipe
 * at descriptor 3 closes, and n8n ends with its whole process group.
 */
const { Socket } = require('node:net');

const parent = new Socket({ fd: 3 });
parent.on('error', () => {});
parent.on('close', () => process.kill(-process.pid, 'SIGKILL'));
parent.resume();
parent.unref();
