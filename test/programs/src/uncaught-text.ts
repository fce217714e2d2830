// What a callback throws need not be an error: it is told of without a line of reprise.
process.on('exit', (code) => { console.log('exit', code); });
setTimeout(() => { throw 'a text'; }, 1);
