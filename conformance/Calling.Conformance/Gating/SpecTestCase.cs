using Xunit.Sdk;
using Xunit.v3;

namespace Calling.Conformance;

/// <summary>A test of a rule, run by <see cref="SpecTestRunner"/>; xunit makes it.</summary>
public sealed class SpecTestCase : XunitTestCase, ISelfExecutingXunitTestCase
{
    /// <summary>For the deserialiser.</summary>
    [Obsolete("Called by the de-serializer; should only be called by deriving classes for de-serialization purposes")]
    public SpecTestCase()
    {
    }

    internal SpecTestCase(
        IXunitTestMethod method, string name, string uniqueId, bool isExplicit, Dictionary<string, HashSet<string>> traits, string? file, int? line)
        : base(method, name, uniqueId, isExplicit, traits: traits, sourceFilePath: file, sourceLineNumber: line)
    {
    }

    /// <inheritdoc/>
    public async ValueTask<RunSummary> Run(
        ExplicitOption explicitOption,
        IMessageBus messageBus,
        object?[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        await new CaseRunner().Run(
            this, await CreateTests(), messageBus, aggregator, cancellationTokenSource, TestCaseDisplayName, SkipReason, explicitOption,
            constructorArguments);

    private sealed class CaseRunner : XunitTestCaseRunner
    {
        protected override ValueTask<RunSummary> RunTest(XunitTestCaseRunnerContext ctxt, IXunitTest test) =>
            new SpecTestRunner().Run(
                test, ctxt.MessageBus, ctxt.ConstructorArguments, ctxt.ExplicitOption, ctxt.Aggregator.Clone(), ctxt.CancellationTokenSource,
                ctxt.BeforeAfterTestAttributes);
    }
}
