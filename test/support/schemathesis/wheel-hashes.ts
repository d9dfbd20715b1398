/**
 * SHA-256 of every wheel that may be installed, by package and by the wheel's tags (Python, ABI, platform).
 * Written by `scripts/engines/pin-wheels.ts`; not edited by hand.
 */
export const SCHEMATHESIS_WHEEL_HASHES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'schemathesis==4.32.5': {
    'py3-none-any': '5ec7e532ebdf9b0e0239a943df2a565174aecda513b61e564d8ad2a3ac801f22',
  },
  'anyio==4.16.0': {
    'py3-none-any': 'c66ae634e0b8228396b801741beb3294326d4b6102f7bba4041c0dfb58c29026',
  },
  'certifi==2026.10.19.post1': {
    'py3-none-any': '1324c476b4811eff41a8bc2122cd0bbd4d9c7234c725446d99ab1612b3a7fdd2',
  },
  'charset-normalizer==3.5.3': {
    'cp311-cp311-macosx_10_9_universal2': '01b35bec964b92b89bdf94adf931d2e80a15f1c7b93bf850b4430cca23f7a2a2',
    'cp311-cp311-manylinux1_x86_64.manylinux_2_28_x86_64.manylinux_2_5_x86_64':
      '2a6f937e0b70133d1f826d0a253331b6fe1a4c874808cc12e16f2fb8177042f4',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '90b1ff6cb9c7a204a3b79b1b0ed6ac8a1d8fed3b6dc69e50ae5de0f358ee81d4',
    'cp312-cp312-macosx_10_13_universal2': '92bf85ecec3ad6374ae50d870bd1deb34de12bc1158b5fd09036d4c435c6f58c',
    'cp312-cp312-manylinux1_x86_64.manylinux_2_28_x86_64.manylinux_2_5_x86_64':
      'e5e4785d8a0adeadfbdf75f4efc357911842674651cbafd7e97f69b11ec3cbc6',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '70f65dd0c2ed79ea2d9776096e9c7d25e398c2c03eb31877753598d201d91784',
    'cp313-cp313-macosx_10_13_universal2': '499e4bbeb1e79b14756311a1d12cb88112f244423e152d80981d9bcaff3279fa',
    'cp313-cp313-manylinux1_x86_64.manylinux_2_28_x86_64.manylinux_2_5_x86_64':
      '656b9744bac4493561d28b56d7d646afd7a8471254ef7004d849aa8368020037',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      'fd0341b9dea133d187d7c5a2cd7e21ae6449a7b68ea8c2454f9cf77def11ec1b',
  },
  'click==8.5.1': {
    'py3-none-any': '8bb5376d2006950386f8c6427613334a2acadc5f559cb80e638d00b4df957e37',
  },
  'graphql-core==3.3.2': {
    'py3-none-any': 'd83f49ee18d2db89fb575dab6ffefa8aa1bf5f60dff8a6781db6f63420041348',
  },
  'harfile==0.6.0': {
    'py3-none-any': '0f2209d6ec164a2aea7e8fb2b49d9fef5ddeee51b65dbfd28a4167185c34bb30',
  },
  'hypothesis==6.170.17': {
    'cp311-cp311-macosx_11_0_arm64': 'b053648606d87a3c6cbc387bda67b7c84e6a89e3da63bf1bce5cc5b783155d91',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64':
      '83725fa8022f45bc972e975d07e45aca63d1d1edf415821d8c28aa6014323cfb',
    'cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64':
      'ba5757621056597fd71d101357fed17b7f200592ca6050b59bf6733869de9fc5',
    'cp312-cp312-macosx_11_0_arm64': 'f9372af4635956c25a13d076abb5f605086a7faca3731bc22c420344f1b02d9d',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64':
      '49ff426ec74e563457a0523dbc87cbb2bcb7f76a3b9b276ddea4384f56a05b43',
    'cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64':
      'fd5f7feb13c275bb4672c5ef651ab6df1cb4a054c54d14aa44e578274241587a',
    'cp313-cp313-macosx_11_0_arm64': '90b5691ce795c9708fd4d984370088716ee59fc2b3271ed2350e7821cf87d82a',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64':
      'c9e5128120882dd8b75de43f8be753f2090d176c3f0be614c6e782fb4029fa86',
    'cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64':
      '475bd1ed6971a237540f68a5b2004a415b738a6c7a68bdc3efaa85f8e385d942',
  },
  'hypothesis-graphql==0.13.5': {
    'py3-none-any': '7bf16b290fc5b870539e0181446cda1f2aadc3b233a8b475331abc1764fe4e40',
  },
  'idna==3.20': {
    'py3-none-any': 'ab7ae7122974553370f0bdb919e1a960b2cd1bc1ef0276416d896db81c14582c',
  },
  'iniconfig==2.3.1': {
    'py3-none-any': '9121e2c1fdb355232495be3194c8dfe87ccc2d5dee45947b78e68f499790d7a7',
  },
  'jsonschema-rs==0.60.3': {
    'cp310-abi3-macosx_11_0_arm64': '963da7e521e51341c8ad1831e5a1252b990631d9a7966bdb9690f02d4869b276',
    'cp310-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64':
      '326ec5b6800552ccd76a1acca131f70511ac013b377230bdd541db3244adc9fa',
    'cp310-abi3-manylinux_2_28_aarch64': 'ae44f1b248f243d1901214b3ce94519ecc24e1cde3746cb50bd839b18b5adfd4',
  },
  'markdown-it-py==4.3.0': {
    'py3-none-any': '7aa1511a46c39138de78d9eba92ce47e63124d8003fc98b3a351909e04239efa',
  },
  'markupsafe==3.0.4': {
    'cp311-cp311-macosx_11_0_arm64': '7d3391b2188d18737cb2fa147028b1096236eaa7e156446c650a489fa2cadc91',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '849dd2bb0e5e4ab2b71c7191726a4a8d5aa8a610daa584728cbee0b710ddc4ef',
    'cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '6da83a088f8ef93b2d483a8232a4dbf4d69d3d8496b568a03c56becac43e1808',
    'cp312-cp312-macosx_11_0_arm64': '0930db9bdc62d22944e10b066448bb65dc9abe9112880c7cab8da54db4284d5f',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '6a45c3d514f2436064db00d7fc8778d888f0236ebfed649b53d13a59e69ad51b',
    'cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '8e124f974786f831d6043728e38296969d3579db8896fe004682f5758e613581',
    'cp313-cp313-macosx_11_0_arm64': '73e77980c7207854f00fc4e71fb1626868d5740ab4012623d55c7a99ad122a72',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '7018d4af1cd272e847aa5917983ab5e83e4f6579f9dbfecd4a79c0ca80b144c2',
    'cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '434139499bb20b502ed3baa1f169e618f924a97e7a777fea1a49446d80106cf6',
  },
  'mdurl==0.1.2': {
    'py3-none-any': '84008a41e51615a49fc9966191ff91509e3c40b939176e643fd50a5c2196b8f8',
  },
  'packaging==26.4': {
    'py3-none-any': '81383611a09c1bc0b08b76e0fd5829d7c6824c65b27a6aee339da133f4233ea2',
  },
  'pluggy==1.7.0': {
    'py3-none-any': '7dd7b0d8832ba3cb632c306926ded123429211b83641b35dc5c41ad2d34f9bec',
  },
  'pygments==2.21.0': {
    'py3-none-any': '2363c69b61c4a97c838da3b130dcd6468f4848992b21a82f2a63ec34377137d9',
  },
  'pyrate-limiter==4.5.1': {
    'py3-none-any': 'bb8dd2926b0679e4ada6629a865e85daa5599268f930c61a8992dafa8bf3ba0d',
  },
  'pytest==9.2.0': {
    'py3-none-any': '07acdcf88ec174f907dc01af70bf52d49b014bbab03faeeade31c96b18c2e588',
  },
  'pyyaml==6.0.4': {
    'cp311-cp311-macosx_11_0_arm64': '730788375056c43d3ac15bd894c9cd2fb7a931a38b302f408620c64b3ef176ed',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '71bb5b87465d88d1dfc577115af6d435bff9b26f2512936f610c26aa55966028',
    'cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '622aa875fa6533f25fedcffe23079357d65a690d462200afed5d8e9d0e01ebee',
    'cp312-cp312-macosx_11_0_arm64': '4d30c2f186612bd2f9f07c08a4c96721af59cfc8da3ec7cb27dfa2834e8bb019',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '45e37dd647db9d67b757444c74060c064ace5fdaa08f42bf4fda3812275d423e',
    'cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '93bfb2459195406a518e2f487a9bbf01df240175f31e06f5a252ac6734c7bbf0',
    'cp313-cp313-macosx_11_0_arm64': '9d4211f080920629a90c9e31c51e326fb70cfae38f18d4128b9913c23642bace',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '41b4669c3a8fd5750e594dff59d3e62d40e321fec467b50449603710ed0a68f3',
    'cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '50588147ab2c6a59b5f990a4905db80899a6c2bd197e046a6201f1e67587e794',
  },
  'requests==2.34.2': {
    'py3-none-any': '2a0d60c172f83ac6ab31e4554906c0f3b3588d37b5cb939b1c061f4907e278e0',
  },
  'rich==15.0.0': {
    'py3-none-any': '33bd4ef74232fb73fe9279a257718407f169c09b78a87ad3d296f548e27de0bb',
  },
  'sortedcontainers==2.4.0': {
    'py2.py3-none-any': 'a163dcaede0f1c021485e957a39245190e74249897e2ae4b2aa38595db237ee0',
  },
  'typing-extensions==4.16.0': {
    'py3-none-any': '481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8',
  },
  'urllib3==2.8.0': {
    'py3-none-any': '0cf3cae568d36aa9576b28dfb35f11328f1cb974ca7647d9475ebb86c75ac6e3',
  },
  'werkzeug==3.1.9': {
    'py3-none-any': '6392e50c78460ba618e5b21f08a71f59c99ce99cdc6cf6e3dd7e6ccca8754fab',
  },
};
