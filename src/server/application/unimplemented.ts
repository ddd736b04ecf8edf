import { onService, type Route } from '../domain/request/route.js';
import type { Incoming } from '../ground/http/incoming.js';
import { notImplemented } from '../operations/not-implemented.js';

const hasName = ({ query }: Incoming): boolean => query.has('annotationName');

const lacking = (operation: string, method: string, sub: string): Route =>
  onService(operation, method, { sub }, notImplemented);

/** The operations with a subresource that this server does not have; they are known by name, so that a log tells them. */
export const unimplementedRoutes: readonly Route[] = [
  lacking('CreateBucketMetadataConfiguration', 'POST', 'metadataConfiguration'),
  lacking('DeleteBucketMetadataConfiguration', 'DELETE', 'metadataConfiguration'),
  lacking('GetBucketMetadataConfiguration', 'GET', 'metadataConfiguration'),
  lacking('CreateBucketMetadataTableConfiguration', 'POST', 'metadataTable'),
  lacking('DeleteBucketMetadataTableConfiguration', 'DELETE', 'metadataTable'),
  lacking('GetBucketMetadataTableConfiguration', 'GET', 'metadataTable'),
  lacking('UpdateBucketMetadataAnnotationTableConfiguration', 'PUT', 'metadataAnnotationTable'),
  lacking('UpdateBucketMetadataInventoryTableConfiguration', 'PUT', 'metadataInventoryTable'),
  lacking('UpdateBucketMetadataJournalTableConfiguration', 'PUT', 'metadataJournalTable'),
  lacking('CreateSession', 'GET', 'session'),
  lacking('DeleteObjectAnnotation', 'DELETE', 'annotation'),
  onService('GetObjectAnnotation', 'GET', { sub: 'annotation', when: hasName }, notImplemented),
  lacking('ListObjectAnnotations', 'GET', 'annotation'),
  lacking('PutObjectAnnotation', 'PUT', 'annotation'),
  lacking('GetObjectTorrent', 'GET', 'torrent'),
  lacking('RenameObject', 'PUT', 'renameObject'),
  lacking('SelectObjectContent', 'POST', 'select'),
];

/** The subresources of those. */
export const unimplementedSubresources: ReadonlySet<string> = new Set(
  unimplementedRoutes.flatMap(({ sub }) => sub ?? []),
);
