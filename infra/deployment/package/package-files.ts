import { z } from 'zod';

export const RepositoryPackageSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  engines: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});
export type RepositoryPackage = z.infer<typeof RepositoryPackageSchema>;

export const LockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })),
});
export type Lock = z.infer<typeof LockSchema>;

/** Packages that only the repository needs: the built package holds JavaScript. */
const repositoryOnly: readonly string[] = ['tsx'];

export interface PackageManifest extends RepositoryPackage {
  type: 'module';
  bin: Record<string, string>;
  exports: Record<string, unknown>;
  types: string;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
}

/** package.json of the npm package: no script at all, and the dependencies' versions that the repository is tested with. */
export function renderManifest(
  repository: RepositoryPackage,
  lock: Lock,
  peers: Pick<PackageManifest, 'peerDependencies' | 'peerDependenciesMeta'>,
): PackageManifest {
  const names = Object.keys(repository.dependencies).filter((name) => !repositoryOnly.includes(name));
  const versionOf = (name: string): string => {
    const version = lock.packages[`node_modules/${name}`]?.version;
    if (version === undefined) throw new Error(`package-lock.json holds no ${name}`);
    return version;
  };
  return {
    ...repository,
    type: 'module',
    // Both names, so that `npx convrec-studio` and an installed `convrec` are the same.
    bin: { convrec: 'cli/convrec.mjs', [repository.name]: 'cli/convrec.mjs' },
    exports: { '.': { types: './index.d.ts', default: './index.js' }, './package.json': './package.json' },
    types: './index.d.ts',
    dependencies: Object.fromEntries(names.map((name) => [name, versionOf(name)])),
    ...peers,
  };
}
