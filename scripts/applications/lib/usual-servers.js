/** The servers that nobody here wrote on which applications are tried. */
export const usualServers = ['minio', 'moto', 'versitygw', 'ceph-rgw', 'rclone'];
