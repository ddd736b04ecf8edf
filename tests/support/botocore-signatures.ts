/**
 * What botocore 1.44.8 signs with Signature Version 2 (`HmacV1Auth.get_signature`), written down once. The request is
 * `GET /johnsmith/photos/puppy.jpg` of `date`, and differs in its query alone.
 */
export const signedRequest = {
  path: '/johnsmith/photos/puppy.jpg',
  date: 'Tue, 27 Mar 2007 19:36:42 +0000',
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
} as const;

/** Each query parameter that botocore signs, with the value `a%20b%2F1`, and the signature of the request. */
export const signedParameters: readonly (readonly [string, string])[] = [
  ['accelerate', 'XSJF8rCRcK9z6uCwez62LgIm1kE='],
  ['acl', 'xLfx4Seb0Jar1t+wy1a96gwJIdI='],
  ['analytics', 'Y0yQAO9+Y5n1aRJZrzOwY6gta+4='],
  ['cors', 'cuoEU/fbrtc3RyLLGJ2ABj90reg='],
  ['defaultObjectAcl', 'qJFoYSItNMvlUOWiZQY4ZqKAZLE='],
  ['delete', 'ZMMGGW2EOuLEYfX3aSK2RqMr4gw='],
  ['inventory', 'Xol9A3vmX9HXB9C23rGNC8MjSKw='],
  ['lifecycle', 'k7eSYJ+k69ZpwPShqjDZhbZq3I8='],
  ['location', 'Ab9V+x2ubuuV7AoRVygJhSDE3Ps='],
  ['logging', 'FrIkGL+UCqRlXhO6xSTQYkrLkDs='],
  ['metrics', '2QJeQY3h7SXddf9NvyCNrG028uE='],
  ['notification', '3D3+0FF0KaSZqAtuBu/83SsdaCE='],
  ['object-lock', 'Im+yG165xhu0CNdva+iUJTWxoc4='],
  ['partNumber', 'r1oN4Je/0oPhYQIm8Yl+xocurNU='],
  ['policy', 'w/UXL97hLtaYxizdbWdh26K3BKw='],
  ['replication', 'hUAfUAB+DFNFN4N0Umx0P71Vu0w='],
  ['requestPayment', 'Tt9WzUNgCG0fE3XzceqaLnYm4uY='],
  ['response-cache-control', 'DSrw4ON4VFcsoRpcc1PUWbv6GXw='],
  ['response-content-disposition', 'nCXyJ5Jecfo9cv1iE+neeceBWGw='],
  ['response-content-encoding', 'F7iy3XKXONpWh5kjqz4ongdvzqw='],
  ['response-content-language', 'izd5gFmxizw4XbQFLmmgFUTqNio='],
  ['response-content-type', 'JzjUfYd9SGXqbJw/hX0VwG6xOwQ='],
  ['response-expires', '/xm96oz6eYiEp03XpB3/s8JsOOs='],
  ['restore', 'TU8v6syAwwfMPAgNo3HUbJ24l34='],
  ['select', '+GaEicun73R/BeModPkGOzni6fU='],
  ['select-type', 'JvrQHkOpZW64JIW/aQMYEdvpw8A='],
  ['storageClass', 'z7nfPt6n6Nj/KtbYVpKIC7zFPKY='],
  ['tagging', 'hGeRokyZmpeCGEcQYrk4nxfTUHg='],
  ['torrent', 'wM16r4qSvv7LfQ2GvyhmvVKMwXk='],
  ['uploadId', '2L6ZHGLNG/+8NQmhgMAXaT3TGBo='],
  ['uploads', '4rEnKjdB9ATa5jAxk3Dr0dKM9Ho='],
  ['versionId', 'YUsLG1bzvbhUynJsmbkSiy3c7MU='],
  ['versioning', 'j+dxZ/Tgge66k964IbAGBsKbUkE='],
  ['versions', 'LNSAi8ipwfpdfU03YFzGy+/WE0A='],
  ['website', 'OKhDNy0NJI86t2eITe0j+9Zhh5w='],
];

/** Parameters that botocore does not sign: they leave the signature as it is without a query. */
export const unsignedParameters: readonly string[] = [
  'abac',
  'attributes',
  'encryption',
  'intelligent-tiering',
  'legal-hold',
  'list-type',
  'object-lambda',
  'ownershipControls',
  'policyStatus',
  'prefix',
  'publicAccessBlock',
  'retention',
  'session',
  'x-id',
];

/** Queries of several parameters, or of none, and the signature of the request. */
export const signedQueries: readonly (readonly [string, string])[] = [
  ['', 'bWq2s1WEIj+Ydj0vQ697zp+IXMU='],
  ['acl', 'PQl5AyI4O+g9peDekw1bVKuthUc='],
  ['versionId=v1&acl', 'X9+nLf8pbkztKZUxVDqE/PGFYZw='],
  ['uploadId=u1&partNumber=2&x-id=UploadPart', 'xR22UIN3spIuyKFz6EbiAAnxXF4='],
  [
    'versionId=v1&response-content-type=text%2Fplain%3B%20charset%3Dutf-8&response-expires=0',
    'Z7o+G5dMyO37QwPR0KqH57jpgfI=',
  ],
  ['retention&versionId=v1', 'O68YpqRXBQ8xqDOusloFJQMYwwg='],
];

/** Links that botocore made for version v1 (`HmacV1QueryAuth`): the session token, and the signature. */
export const presigned = {
  expires: 1_175_139_620,
  links: [
    [undefined, 'lZPB8XU3yzUiyZ8HES5Hx6GcpvM='],
    ['token/+=', 'vKwI4f0S+Em9obBzXv4msk32z6M='],
  ],
} as const;
