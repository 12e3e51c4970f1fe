/** Shows one line to whoever watches the command. */
export type Say = (line: string) => void;
