import assert from 'node:assert/strict';
import { metricsSetting, readListenAddress, renderListenAddress } from '../../../infra/telemetry/listen-address.ts';
import { StudioFailure } from '../../../schemas/failure.ts';

const read = (given: string) => readListenAddress({ CONVREC_METRICS: given }, metricsSetting);

describe('the address of a port', () => {
  it('is on 127.0.0.1 unless another one is given, and nowhere where none is given', () => {
    assert.deepEqual(read('9464'), { host: '127.0.0.1', port: 9464 });
    assert.deepEqual(read(' 0.0.0.0:9464 '), { host: '0.0.0.0', port: 9464 });
    assert.deepEqual(read('[::1]:80'), { host: '::1', port: 80 });
    assert.equal(read(''), undefined);
    assert.equal(readListenAddress({}, metricsSetting), undefined);
  });

  it('is refused by its variable and flag where it is none', () => {
    for (const given of [
      '0',
      '65536',
      '-1',
      '9464x',
      ':9464',
      'localhost:9464',
      '1.2.3:80',
      '::1:80',
      '[nonsense]:1',
    ]) {
      assert.throws(
        () => read(given),
        (error: unknown) =>
          error instanceof StudioFailure &&
          error.name === 'InvalidRunConfig' &&
          error.message.includes(`CONVREC_METRICS (--metrics) is ${JSON.stringify(given)}`),
        given,
      );
    }
  });

  it('is written as it is opened', () => {
    assert.equal(renderListenAddress({ host: '127.0.0.1', port: 1 }), '127.0.0.1:1');
    assert.equal(renderListenAddress({ host: '::1', port: 9464 }), '[::1]:9464');
  });
});
