using System.Diagnostics.CodeAnalysis;
using Calling.Build.Tests.Api;

namespace Calling.Build.Tests;

/// <summary>What an accepted API says: a change that a caller notices must change the text.</summary>
public class ApiTextTests
{
    [Theory]
    [InlineData(typeof(Sample<>), """
        public abstract class Calling.Build.Tests.ApiTextTests.Sample<T> : ICloneable where T : class?, new()
            public const string Name = "x"
            protected Sample(int count = 3, string? text = null, CancellationToken ct = default)
            protected string Secret { get; init; }
            public required string? Text { get; set; }
            public string this[int index] { get; }
            public event EventHandler<string?>? Changed
            protected virtual void OnChanged(in int a, ref int b, params string?[] rest)
            public abstract IReadOnlyDictionary<string, T?> Find<TKey>(TKey key, List<string?>? among) where TKey : notnull
            public object Clone()
        """)]
    [InlineData(typeof(Point), """
        public readonly record struct Calling.Build.Tests.ApiTextTests.Point
            public Point(int X, int? Y = default)
            public int X { get; init; }
            public int? Y { get; init; }
        """)]
    [InlineData(typeof(Buffer), """
        public readonly ref struct Calling.Build.Tests.ApiTextTests.Buffer
            public ReadOnlySpan<byte> Bytes { get; }
        """)]
    [InlineData(typeof(Colours), """
        [Flags] public enum Calling.Build.Tests.ApiTextTests.Colours : byte
            None = 0
            Red = 1
        """)]
    [InlineData(typeof(IPair<,>), """
        public interface Calling.Build.Tests.ApiTextTests.IPair<in TIn, out TOut>
            public bool TryGet(TIn key, TIn? other, [NotNullWhen(true)] out string? value)
            public static abstract ApiTextTests.IPair<TIn, TOut> Create()
        """)]
    [InlineData(typeof(Handler<>), """
        public delegate (int, T?) Calling.Build.Tests.ApiTextTests.Handler<T>(ref readonly T item) where T : struct
        """)]
    public void A_type_reads_like_its_declaration(Type type, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n") + "\n", ApiText.Of(type));

    public abstract class Sample<T> : ICloneable where T : class?, new()
    {
        public const string Name = "x";

        protected Sample(int count = 3, string? text = null, CancellationToken ct = default) => Secret = text + count + ct;

        public event EventHandler<string?>? Changed;

        public required string? Text { get; set; }

        protected string Secret { get; init; }

        internal string Hidden { get; } = "";

        public string this[int index] => "";

        public abstract IReadOnlyDictionary<string, T?> Find<TKey>(TKey key, List<string?>? among) where TKey : notnull;

        public object Clone() => this;

        protected virtual void OnChanged(in int a, ref int b, params string?[] rest) => Changed?.Invoke(this, Hidden);
    }

    public readonly record struct Point(int X, int? Y = null);

    public readonly ref struct Buffer
    {
        public ReadOnlySpan<byte> Bytes => default;
    }

    [Flags]
    public enum Colours : byte
    {
        None,
        Red,
    }

    public interface IPair<in TIn, out TOut>
    {
        static abstract IPair<TIn, TOut> Create();

        bool TryGet(TIn key, TIn? other, [NotNullWhen(true)] out string? value);
    }

    public delegate (int Count, T? Item) Handler<T>(ref readonly T item) where T : struct;
}
