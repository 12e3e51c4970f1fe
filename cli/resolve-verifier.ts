import { createCheckEndpoint, endpointsOf } from '../infra/model/allowed-endpoints.ts';
import { resolveRunConfig } from '../infra/config/resolve-run-config.ts';
import { createChatModels } from '../infra/model/chat-models.ts';
import { createVerifier, verifierTokens } from '../infra/model/create-verifier.ts';
import type { Verifier } from '../infra/model/create-verifier.ts';
import { StudioFailure } from '../schemas/failure.ts';
import { readConfigFlags } from './config-flags.ts';
import type { Context } from './context.ts';

export interface VerifierFlags {
  /** "openai:NAME"; default: none. */
  verifier?: string;
  baseUrl?: string;
  set?: string[];
}

/** Undefined where none is asked for. Throws InvalidRunConfig where its name, a setting or its key cannot be used. */
export async function resolveVerifier(
  { verifier, baseUrl, set }: VerifierFlags,
  { folder, env }: Context,
): Promise<Verifier | undefined> {
  if (verifier === undefined) return undefined;
  if (!/^openai:.+$/su.test(verifier)) {
    throw new StudioFailure('InvalidRunConfig', `--verifier is ${JSON.stringify(verifier)}: expected "openai:NAME"`);
  }
  const flags = readConfigFlags(
    {
      model: verifier,
      ...(baseUrl === undefined ? {} : { baseUrl }),
      set: ['model.judge.temperature=0', `model.judge.maxTokens=${verifierTokens}`, ...(set ?? [])],
    },
    folder,
  );
  const { config } = await resolveRunConfig({ folder, env, flags });
  return createVerifier(config, createChatModels(env, createCheckEndpoint(endpointsOf(config))));
}
