import { z } from 'zod';

export interface RealModel {
  baseUrl: string;
  name: string;
}

export const realModelUrl = process.env['CONVREC_REAL_MODEL_URL'] ?? 'http://127.0.0.1:8091/v1';

/** The first model that the endpoint at `baseUrl` lists; undefined where none answers within two seconds. */
export async function findRealModel(baseUrl = realModelUrl): Promise<RealModel | undefined> {
  try {
    const response = await fetch(`${baseUrl}/models`, { signal: AbortSignal.timeout(2000) });
    const body: unknown = await response.json();
    const [model] = ModelsSchema.parse(body).data;
    return model === undefined ? undefined : { baseUrl, name: model.id };
  } catch {
    return undefined;
  }
}

const ModelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });
