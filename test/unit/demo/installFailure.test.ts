import { whyNot } from '../../host/installFailure';

test.each([
	['npm error nospc ENOSPC: no space left on device', 'there is no room on the disk'],
	['gyp ERR! find Python Python is not set', 'install Python 3, make and a C++ compiler'],
	['make: g++: No such file or directory', 'install Python 3, make and a C++ compiler'],
	['npm error errno ENOTFOUND registry', 'npm cannot reach its registry'],
	['npm install ended with null; end of npm.log:\n', 'there is not enough memory'],
])('"%s" is told as what to do', (log, told) => {
	expect(whyNot(new Error(`npm install ended with 1; end of npm.log:\n${log}`))).toContain(told);
});

test('an unknown reason is its first line', () => {
	expect(whyNot(new Error('n8n ended while it started; end of its log:\nmore\nlines'))).toBe(
		'n8n ended while it started; end of its log:',
	);
});
