// A listener of errors throws itself: the process ends at once, with another code.
process.on('uncaughtException', (error) => { console.log('heard', error.message); throw new Error('second'); });
process.on('exit', (code) => { console.log('not run', code); });
setTimeout(() => { throw new Error('first'); }, 5);
