/**
 * The port that a server listens on.
 * @param {import('node:net').Server} server
 */
export function portOf(server) {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('the server listens on no port');
  }
  return address.port;
}

/**
 * Tells a number to the process that forked this one.
 * @param {number} number
 */
export function tellParent(number) {
  if (process.send === undefined) {
    throw new Error('this process was not forked');
  }
  process.send(number);
}

/**
 * The number that a forked process tells next; one that ends without telling any is an error.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
export function nextNumber(child) {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('the server ended without telling a number'));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      if (typeof message === 'number') {
        resolve(message);
      } else {
        reject(new TypeError(`the server told ${JSON.stringify(message)}, which is no number`));
      }
    });
  });
}
