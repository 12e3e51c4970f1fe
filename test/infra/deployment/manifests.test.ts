import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { healthSetting, metricsSetting, readListenAddress } from '../../../infra/telemetry/listen-address.ts';
import { readTemporalConfig } from '../../../temporal.config.ts';

const folder = new URL('../../../infra/deployment/', import.meta.url);
const read = (name: string): Promise<string> => readFile(new URL(name, folder), 'utf8');

const ServiceSchema = z.looseObject({
  image: z.string(),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.looseObject({ condition: z.string() })).default({}),
  healthcheck: z.unknown().optional(),
  ports: z.array(z.string()).default([]),
});
const ComposeSchema = z.looseObject({
  services: z.record(z.string(), ServiceSchema),
  volumes: z.record(z.string(), z.unknown()),
});

const EnvSchema = z.object({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .object({
      secretKeyRef: z.object({ name: z.string(), key: z.string(), optional: z.boolean().optional() }).optional(),
      fieldRef: z.object({ fieldPath: z.string() }).optional(),
    })
    .optional(),
});
const ProbeSchema = z.looseObject({
  httpGet: z.object({ path: z.string(), port: z.union([z.string(), z.number()]) }).optional(),
});
const ContainerSchema = z.looseObject({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).default([]),
  env: z.array(EnvSchema).default([]),
  volumeMounts: z
    .array(z.object({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() }))
    .default([]),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  livenessProbe: ProbeSchema.optional(),
  readinessProbe: ProbeSchema.optional(),
  resources: z.object({
    requests: z.object({ cpu: z.string(), memory: z.string() }),
    limits: z.object({ memory: z.string() }),
  }),
});
const PodSchema = z.object({
  metadata: z.object({ labels: z.record(z.string(), z.string()) }),
  spec: z.looseObject({
    containers: z.array(ContainerSchema),
    volumes: z
      .array(
        z.looseObject({
          name: z.string(),
          configMap: z.object({ name: z.string() }).optional(),
          persistentVolumeClaim: z.object({ claimName: z.string() }).optional(),
        }),
      )
      .default([]),
  }),
});
const ResourceSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
const WorkloadSchema = ResourceSchema.extend({
  spec: z.looseObject({
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }).optional(),
    template: PodSchema,
    volumeClaimTemplates: z.array(z.looseObject({ metadata: z.object({ name: z.string() }) })).default([]),
  }),
});
const KustomizationSchema = z.looseObject({
  resources: z.array(z.string()),
  configMapGenerator: z.array(z.object({ name: z.string(), files: z.array(z.string()) })),
  images: z.array(z.object({ name: z.string(), newName: z.string().optional(), newTag: z.string() })),
});

describe('the Compose file', () => {
  let compose: z.infer<typeof ComposeSchema>;
  before(async () => {
    compose = ComposeSchema.parse(parse(await read('compose.yaml'), { merge: true }));
  });

  it('takes every secret from the environment, and refuses to start without the password', () => {
    for (const [name, { environment }] of Object.entries(compose.services)) {
      for (const [variable, value] of Object.entries(environment)) {
        if (/PASSWORD|PWD|KEY/u.test(variable)) assert.match(value, /^\$\{/u, `${name}: ${variable}`);
        if (/PASSWORD|PWD/u.test(variable)) assert.match(value, /^\$\{POSTGRES_PASSWORD:\?/u, `${name}: ${variable}`);
      }
    }
  });

  it('begins nothing before what it needs is ready', () => {
    for (const [name, { depends_on: needs }] of Object.entries(compose.services)) {
      for (const [needed, { condition }] of Object.entries(needs)) {
        const found = compose.services[needed];
        assert.ok(found, `${name} needs ${needed}`);
        if (condition === 'service_healthy') assert.ok(found.healthcheck, needed);
        else assert.equal(condition, 'service_completed_successfully');
      }
    }
    assert.deepEqual(Object.keys(compose.services['worker']?.depends_on ?? {}), ['namespace']);
  });

  it('opens ports on this machine only, and mounts files and volumes that there are', async () => {
    const files = await readdir(folder);
    for (const { ports, volumes } of Object.values(compose.services)) {
      for (const port of ports) assert.match(port, /^127\.0\.0\.1:/u);
      for (const [source = ''] of volumes.map((volume) => volume.split(':'))) {
        if (source.startsWith('./')) assert.ok(files.includes(source.slice(2)), source);
        else if (!source.startsWith('$')) assert.ok(source in compose.volumes, source);
      }
    }
  });

  it('gives the studio variables that it reads', () => {
    const env = compose.services['worker']?.environment ?? {};
    assert.equal(readTemporalConfig(env).address, 'temporal:7233');
  });
});

describe('the Kubernetes manifests', () => {
  let resources: z.infer<typeof ResourceSchema>[];
  let workloads: z.infer<typeof WorkloadSchema>[];
  let kustomization: z.infer<typeof KustomizationSchema>;
  before(async () => {
    kustomization = KustomizationSchema.parse(parse(await read('kustomization.yaml')));
    const files = await Promise.all(kustomization.resources.map(read));
    resources = files
      .flatMap((text) => parseAllDocuments(text))
      .map((document) => {
        assert.deepEqual(document.errors, []);
        return ResourceSchema.parse(document.toJS());
      });
    workloads = resources
      .filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job'].includes(kind))
      .map((resource) => WorkloadSchema.parse(resource));
  });

  it('holds every file of its folder, and no two resources of one name', async () => {
    const listed = kustomization.resources.map((path) => path.replace('kubernetes/', ''));
    assert.deepEqual(listed.toSorted(), (await readdir(new URL('kubernetes/', folder))).toSorted());
    const names = resources.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    assert.equal(new Set(names).size, names.length);
  });

  it('takes secrets from secrets only', () => {
    for (const { metadata, spec } of workloads) {
      for (const { name, value, valueFrom } of spec.template.spec.containers.flatMap(({ env }) => env)) {
        if (!/PASSWORD|PWD|KEY/u.test(name)) continue;
        assert.equal(value, undefined, `${metadata.name}: ${name}`);
        assert.ok(valueFrom?.secretKeyRef, `${metadata.name}: ${name}`);
      }
    }
    assert.ok(resources.every(({ kind }) => kind !== 'Secret'));
  });

  it('mounts only what a pod has, and every claim and file is there', async () => {
    const claims = resources
      .filter(({ kind }) => kind === 'PersistentVolumeClaim')
      .map(({ metadata }) => metadata.name);
    const maps = kustomization.configMapGenerator.map(({ name }) => name);
    for (const { metadata, spec } of workloads) {
      const own = spec.volumeClaimTemplates.map((claim) => claim.metadata.name);
      const volumes = [...spec.template.spec.volumes.map(({ name }) => name), ...own];
      for (const { volumeMounts } of spec.template.spec.containers) {
        for (const { name } of volumeMounts) assert.ok(volumes.includes(name), `${metadata.name}: ${name}`);
      }
      for (const { configMap, persistentVolumeClaim } of spec.template.spec.volumes) {
        if (configMap !== undefined) assert.ok(maps.includes(configMap.name));
        if (persistentVolumeClaim !== undefined) assert.ok(claims.includes(persistentVolumeClaim.claimName));
      }
    }
    const files = await readdir(folder);
    for (const pair of kustomization.configMapGenerator.flatMap((map) => map.files)) {
      assert.ok(files.includes(pair.split('=')[1] ?? ''), pair);
    }
  });

  it('selects its own pods, and every service finds some', () => {
    for (const { spec, metadata } of workloads) {
      if (spec.selector === undefined) continue;
      assert.deepEqual(spec.selector.matchLabels, spec.template.metadata.labels, metadata.name);
    }
    const labels = workloads.map(({ spec }) => spec.template.metadata.labels['app']);
    const ServiceSpecSchema = z.looseObject({ selector: z.object({ app: z.string() }) });
    for (const service of resources.filter(({ kind }) => kind === 'Service')) {
      assert.ok(labels.includes(ServiceSpecSchema.parse(service['spec']).selector.app), service.metadata.name);
    }
  });

  it('pins every image, and the server’s tools to the server’s version', () => {
    const images = workloads.flatMap(({ spec }) => spec.template.spec.containers.map(({ image }) => image));
    const tags = new Map(kustomization.images.map(({ name, newTag }) => [name, newTag]));
    for (const image of images) assert.match(tags.get(image) ?? '', /^\d/u, image);
    assert.equal(tags.get('temporalio/admin-tools'), tags.get('temporalio/server'));
  });

  it('lets its workers share one folder of runs, and gives them variables that they read', () => {
    const worker = workloads.find(({ metadata }) => metadata.name === 'convrec-worker');
    const [container] = worker?.spec.template.spec.containers ?? [];
    const env = Object.fromEntries(container?.env.map(({ name, value }) => [name, value]) ?? []);
    assert.equal(readTemporalConfig(env).address, 'temporal:7233');
    // What the probes ask, and Prometheus, is where the worker listens.
    const portOf = (name: string): number | undefined =>
      container?.ports.find((each) => each.name === name)?.containerPort;
    assert.deepEqual(readListenAddress(env, metricsSetting), { host: '0.0.0.0', port: portOf('metrics') });
    assert.deepEqual(readListenAddress(env, healthSetting), { host: '0.0.0.0', port: portOf('health') });
    assert.deepEqual(
      [container?.livenessProbe?.httpGet, container?.readinessProbe?.httpGet],
      [
        { path: '/livez', port: 'health' },
        { path: '/readyz', port: 'health' },
      ],
    );
    const claim = resources.find(({ kind }) => kind === 'PersistentVolumeClaim');
    assert.deepEqual(z.looseObject({ accessModes: z.array(z.string()) }).parse(claim?.['spec']).accessModes, [
      'ReadWriteMany',
    ]);
  });
});
