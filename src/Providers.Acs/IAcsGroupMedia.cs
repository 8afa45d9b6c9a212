namespace Calling.Providers.Acs;

/// <summary>Media in groups of the vendor's. Disposing signs the SDK out.</summary>
internal interface IAcsGroupMedia : IMediaProvider, IAsyncDisposable;
