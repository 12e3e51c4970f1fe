/** Whether an address is on this machine. */
export const isLoopback = (address: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/u.test(new URL(address).hostname);
