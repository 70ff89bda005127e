// Loaded into n8n before all else: at a signal it collects garbage and writes down what memory is left in use.
const { writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGUSR2', () => {
	collect();
	writeFileSync(`memory-${process.pid}.json`, JSON.stringify(process.memoryUsage()));
});
