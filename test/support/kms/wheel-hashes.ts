/**
 * SHA-256 of every wheel that may be installed, by package and by the wheel's tags (Python, ABI, platform).
 * Written by `scripts/engines/pin-wheels.ts`; not edited by hand.
 */
export const KMS_WHEEL_HASHES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'moto==5.2.1': {
    'py3-none-any': '19d2fbd6e613aa5b4e364c52cd5d3cea371643a0f4210689a703227bd2924c5c',
  },
  'flask==3.1.3': {
    'py3-none-any': 'f4bcbefc124291925f1a26446da31a5178f9483862233b23c0c96a20701f670c',
  },
  'flask-cors==6.0.2': {
    'py3-none-any': 'e57544d415dfd7da89a9564e1e3a9e515042df76e12130641ca6f3f2f03b699a',
  },
  'werkzeug==3.1.8': {
    'py3-none-any': '63a77fb8892bf28ebc3178683445222aa500e48ebad5ec77b0ad80f8726b1f50',
  },
  'jinja2==3.1.6': {
    'py3-none-any': '85ece4451f492d0c13c5dd7c13a64681a86afae63a5f347908daf103ce6d2f67',
  },
  'markupsafe==3.0.3': {
    'cp310-cp310-macosx_11_0_arm64': 'e1c1493fb6e50ab01d20a22826e57520f1284df32f2d8601fdd90b6304601419',
    'cp310-cp310-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '1ba88449deb3de88bd40044603fafffb7bc2b055d626a330323a9ed736661695',
    'cp310-cp310-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      'f42d0984e947b8adf7dd6dde396e720934d12c506ce84eea8476409563607591',
    'cp311-cp311-macosx_11_0_arm64': '4bd4cd07944443f5a265608cc6aab442e4f74dff8088b0dfc8238647b8f6ae9a',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '6b5420a1d9450023228968e7e6a9ce57f65d148ab56d2313fcd589eee96a7a50',
    'cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '0bf2a864d67e76e5c9a34dc26ec616a66b9888e25e7b9460e1c76d3293bd9dbf',
    'cp312-cp312-macosx_11_0_arm64': '1872df69a4de6aead3491198eaf13810b565bdbeec3ae2dc8780f14458ec73ce',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '3a7e8ae81ae39e62a41ec302f972ba6ae23a5c5396c8e60113e9066ef893da0d',
    'cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      'd6dd0be5b5b189d31db7cda48b91d7e0a9795f31430b7f271219ab30f1d3ac9d',
    'cp313-cp313-macosx_11_0_arm64': '116bb52f642a37c115f517494ea5feb03889e04df47eeff5b130b1808ce7c219',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '133a43e73a802c5562be9bbcd03d090aa5a1fe899db609c29e8c8d815c5f6de6',
    'cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      'ccfcd093f13f0f0b7fdd0f198b90053bf7b2f02a3927a30e63f3ccc9df56b676',
  },
  'itsdangerous==2.2.0': {
    'py3-none-any': 'c6242fc49e35958c8b15141343aa660db5fc54d4f13a1db01a3f5891b98700ef',
  },
  'click==8.4.0': {
    'py3-none-any': '40c50b7c6c6adac2823d411041ec84f3f103f1b280d5e9ce0d7f998995832f81',
  },
  'blinker==1.9.0': {
    'py3-none-any': 'ba0efaa9080b619ff2f3459d1d500c57bddea4a6b424b60a91141db6fd2f08bc',
  },
  'boto3==1.43.11': {
    'py3-none-any': '8b166545ca2d6ea49d308db38b9a4f2c54ff718f3d6a55b3fed0184dc2c21597',
  },
  'botocore==1.43.11': {
    'py3-none-any': '0108b5604df5a26918936c845e1e761866ee9ea8d1c1f9358ed3c69afdc37436',
  },
  'jmespath==1.1.0': {
    'py3-none-any': 'a5663118de4908c91729bea0acadca56526eb2698e83de10cd116ae0f4e97c64',
  },
  's3transfer==0.17.0': {
    'py3-none-any': 'ce3801712acf4ad3e89fb9990df97b4972e93f4b3b0004d214be5bce12814c20',
  },
  'python-dateutil==2.9.0.post0': {
    'py2.py3-none-any': 'a8b2bc7bffae282281c8140a97d3aa9c14da0b136dfe83f850eea9a5f7470427',
  },
  'six==1.17.0': {
    'py2.py3-none-any': '4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274',
  },
  'urllib3==2.7.0': {
    'py3-none-any': '9fb4c81ebbb1ce9531cce37674bbc6f1360472bc18ca9a553ede278ef7276897',
  },
  'requests==2.34.2': {
    'py3-none-any': '2a0d60c172f83ac6ab31e4554906c0f3b3588d37b5cb939b1c061f4907e278e0',
  },
  'charset-normalizer==3.4.7': {
    'cp310-cp310-macosx_10_9_universal2': 'cdd68a1fb318e290a2077696b7eb7a21a49163c455979c639bf5a5dcdc46617d',
    'cp310-cp310-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      'e17b8d5d6a8c47c85e68ca8379def1303fd360c3e22093a807cd34a71cd082b8',
    'cp310-cp310-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      'cf29836da5119f3c8a8a70667b0ef5fdca3bb12f80fd06487cfa575b3909b393',
    'cp311-cp311-macosx_10_9_universal2': '7641bb8895e77f921102f72833904dcd9901df5d6d72a2ab8f31d04b7e51e4e7',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '202389074300232baeb53ae2569a60901f7efadd4245cf3a3bf0617d60b439d7',
    'cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '2fe249cb4651fd12605b7288b24751d8bfd46d35f12a20b1ba33dea122e690df',
    'cp312-cp312-macosx_10_13_universal2': 'eca9705049ad3c7345d574e3510665cb2cf844c2f2dcfe675332677f081cbd46',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '6178f72c5508bfc5fd446a5905e698c6212932f25bcdd4b47a757a50605a90e2',
    'cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '5649fd1c7bade02f320a462fdefd0b4bd3ce036065836d4f42e0de958038e116',
    'cp313-cp313-macosx_10_13_universal2': 'f496c9c3cc02230093d8330875c4c3cdfc3b73612a5fd921c65d39cbcef08063',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '0ea948db76d31190bf08bd371623927ee1339d5f2a0b4b1b4a4439a65298703c',
    'cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      'e044c39e41b92c845bc815e5ae4230804e8e7bc29e399b0437d64222d92809dd',
  },
  'idna==3.13': {
    'py3-none-any': '892ea0cde124a99ce773decba204c5552b69c3c67ffd5f232eb7696135bc8bb3',
  },
  'certifi==2026.5.20': {
    'py3-none-any': '3c52e209ba0a4ad7aebe60436a4ab349c39e1e602e8c134221e546902ad25897',
  },
  'responses==0.26.0': {
    'py3-none-any': '03ec4409088cd5c66b71ecbbbd27fe2c58ddfad801c66203457b3e6a04868c37',
  },
  'pyyaml==6.0.3': {
    'cp310-cp310-macosx_11_0_arm64': '02ea2dfa234451bbb8772601d7b8e426c2bfa197136796224e50e35a78777956',
    'cp310-cp310-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      'b30236e45cf30d2b8e7b3e85881719e98507abed1011bf463a8fa23e9c3e98a8',
    'cp310-cp310-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '9c7708761fccb9397fe64bbc0395abcae8c4bf7b0eac081e12b809bf47700d0b',
    'cp311-cp311-macosx_11_0_arm64': '652cb6edd41e718550aad172851962662ff2681490a8a711af6a4d288dd96824',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '10892704fc220243f5305762e276552a0395f7beb4dbf9b14ec8fd43b57f126c',
    'cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      'b8bb0864c5a28024fac8a632c443c87c5aa6f215c0b126c449ae1a150412f31d',
    'cp312-cp312-macosx_11_0_arm64': 'fc09d0aa354569bc501d4e787133afc08552722d3ab34836a80547331bb5d4a0',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      '9149cad251584d5fb4981be1ecde53a1ca46c891a79788c0df828d2f166bda28',
    'cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      'ba1cc08a7ccde2d2ec775841541641e4548226580ab850948cbfda66a1befcdc',
    'cp313-cp313-macosx_11_0_arm64': '2283a07e2c21a2aa78d9c4442724ec1eb15f5e42a723b99cb3d822d48f5f7ad1',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64.manylinux_2_28_aarch64':
      'ee2922902c45ae8ccada2c5b501ab86c36525b883eff4255313a253a3160861c',
    'cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64':
      '0f29edc409a6392443abf94b9cf89ce99889a1dd5376d94316ae5145dfedd5d6',
  },
  'xmltodict==1.0.4': {
    'py3-none-any': 'a4a00d300b0e1c59fc2bfccb53d7b2e88c32f200df138a0dd2229f842497026a',
  },
  'cryptography==48.0.0': {
    'cp311-abi3-macosx_10_9_universal2': '0c558d2cdffd8f4bbb30fc7134c74d2ca9a476f830bb053074498fbc86f41ed6',
    'cp311-abi3-manylinux_2_28_aarch64': '40ba1f85eaa6959837b1d51c9767e230e14612eea4ef110ee8854ada22da1bf5',
    'cp311-abi3-manylinux_2_28_x86_64': 'a0e692c683f4df67815a2d258b324e66f4738bd7a96a218c826dce4f4bd05d8f',
    'cp39-abi3-macosx_10_9_universal2': '58d00498e8933e4a194f3076aee1b4a97dfec1a6da444535755822fe5d8b0b86',
    'cp39-abi3-manylinux_2_28_aarch64': '2eb992bbd4661238c5a397594c83f5b4dc2bc5b848c365c8f991b6780efcc5c7',
    'cp39-abi3-manylinux_2_28_x86_64': '2b4d59804e8408e2fea7d1fbaf218e5ec984325221db76e6a241a9abd6cdd95c',
  },
  'cffi==2.0.0': {
    'cp310-cp310-macosx_11_0_arm64': 'f73b96c41e3b2adedc34a7356e64c8eb96e03a3782b535e043a986276ce12a49',
    'cp310-cp310-manylinux2014_aarch64.manylinux_2_17_aarch64':
      '3e837e369566884707ddaf85fc1744b47575005c0a229de3327f8f9a20f4efeb',
    'cp310-cp310-manylinux2014_x86_64.manylinux_2_17_x86_64':
      'fc7de24befaeae77ba923797c7c87834c73648a05a4bde34b3b7e5588973a453',
    'cp311-cp311-macosx_11_0_arm64': '2de9a304e27f7596cd03d16f1b7c72219bd944e99cc52b84d0145aefb07cbd3c',
    'cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64':
      '730cacb21e1bdff3ce90babf007d0a0917cc3e6492f336c2f0134101e0944f93',
    'cp311-cp311-manylinux2014_x86_64.manylinux_2_17_x86_64':
      '8941aaadaf67246224cee8c3803777eed332a19d909b47e29c9842ef1e79ac26',
    'cp312-cp312-macosx_11_0_arm64': '8eca2a813c1cb7ad4fb74d368c2ffbbb4789d377ee5bb8df98373c2cc0dee76c',
    'cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64':
      'b21e08af67b8a103c71a250401c78d5e0893beff75e28c53c98f4de42f774062',
    'cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64':
      '3e17ed538242334bf70832644a32a7aae3d83b57567f9fd60a26257e992b79ba',
    'cp313-cp313-macosx_11_0_arm64': '45d5e886156860dc35862657e1494b9bae8dfa63bf56796f2fb56e1679fc0bca',
    'cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64':
      'd48a880098c96020b02d5a1f7d9251308510ce8858940e6fa99ece33f610838b',
    'cp313-cp313-manylinux2014_x86_64.manylinux_2_17_x86_64':
      'c8d3b5532fc71b7a77c09192b4a5a200ea992702734a2e9279a37f2478236f26',
  },
  'pycparser==3.0': {
    'py3-none-any': 'b727414169a36b7d524c1c3e31839a521725078d7b2ff038656844266160a992',
  },
  'typing-extensions==4.15.0': {
    'py3-none-any': 'f0fa19c6845758ab08074a0cfa8b7aecb71c999ca73d62883bc25cc018c4e548',
  },
};
