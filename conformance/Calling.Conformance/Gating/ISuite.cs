namespace Calling.Conformance;

/// <summary>A suite as the runner sees it.</summary>
internal interface ISuite
{
    ConformanceFixture Fixture { get; }

    Stage Stage { get; set; }
}
