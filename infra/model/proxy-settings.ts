import { Agent, EnvHttpProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import { StudioFailure } from '../../schemas/failure.ts';
import { isLoopback } from './loopback.ts';

/** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in capitals or not; empty where not set. */
export interface ProxySettings {
  httpProxy: string;
  httpsProxy: string;
  noProxy: string;
  /** Passwords in the proxies' addresses. */
  secrets: readonly string[];
}

/** Throws InvalidRunConfig where a proxy's address cannot be used. */
export function readProxySettings(env: NodeJS.ProcessEnv): ProxySettings {
  const read = (name: string): string => (env[name.toLowerCase()] ?? env[name] ?? '').trim();
  const addresses = ['HTTP_PROXY', 'HTTPS_PROXY'].map((name) => {
    const address = read(name);
    if (address === '' || isProxyAddress(address)) return address;
    const remedy = `Set ${name} to an address such as http://proxy.example.org:3128, or unset it.`;
    throw new StudioFailure('InvalidRunConfig', `${name} holds no address of an HTTP proxy`, { remedy });
  });
  const [httpProxy = '', httpsProxy = ''] = addresses;
  const secrets = addresses.flatMap((address) => (address === '' ? [] : listPasswords(address)));
  return { httpProxy, httpsProxy, noProxy: read('NO_PROXY'), secrets };
}

/** Escaped, which is how it stands in the address, and plain. */
function listPasswords(address: string): string[] {
  const { password } = new URL(address);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

const isProxyAddress = (address: string): boolean =>
  URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);

/**
 * What carries requests to an address: the proxy of the environment, none for NO_PROXY and for this machine, since a proxy would look for a
 * local model server on its own. Plain http goes through an http proxy without a tunnel, which many proxies refuse to port 80.
 */
export function chooseDispatcher(baseUrl: string, { httpProxy, httpsProxy, noProxy }: ProxySettings): Dispatcher {
  const isDirect = isLoopback(baseUrl) || (httpProxy === '' && httpsProxy === '');
  return isDirect ? direct : findProxied({ httpProxy, httpsProxy, noProxy });
}

const direct = new Agent();

/** One for each set of proxies: its connections are kept for the next call. */
const known = new Map<string, Dispatcher>();

function findProxied(settings: Pick<ProxySettings, 'httpProxy' | 'httpsProxy' | 'noProxy'>): Dispatcher {
  const key = JSON.stringify(settings);
  const found = known.get(key) ?? new EnvHttpProxyAgent({ ...settings, proxyTunnel: false });
  known.set(key, found);
  return found;
}
