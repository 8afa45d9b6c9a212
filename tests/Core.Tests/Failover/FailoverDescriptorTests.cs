using Calling.Core.Tests.Support;
using Calling.Failover;
using Calling.Providers;

namespace Calling.Core.Tests.Failover;

/// <summary>Together they declare what each of them does.</summary>
public class FailoverDescriptorTests
{
    private static readonly ProviderDescriptor One = new(
        "One",
        CallCapabilities.Attachment | CallCapabilities.RawMedia | CallCapabilities.MultiDevice,
        new CallLimits { MaxUserIdBytes = 10, MinRingTimeout = TimeSpan.FromSeconds(5), MaxParticipants = 8 },
        LineDuties.All)
    {
        Bounds = new ProviderBounds { HangUp = TimeSpan.FromSeconds(3) },
    };

    private static readonly ProviderDescriptor Two = new(
        "Two",
        CallCapabilities.RawMedia | CallCapabilities.Group | CallCapabilities.SingleDevice,
        new CallLimits
        {
            MaxAttachmentBytes = 100, MaxReasonBytes = 20, MaxGroupIdBytes = 30, MaxRingTimeout = TimeSpan.FromSeconds(60), MaxParticipants = 4,
            UserIdPattern = "^[a-z]+$",
        },
        LineDuties.RingTimeout)
    {
        Bounds = new ProviderBounds { CaptureStop = TimeSpan.FromSeconds(1) },
    };

    [Fact]
    public void CALL_142_Capabilities_duties_limits_and_bounds_are_what_all_declare()
    {
        ProviderDescriptor both = FailoverDescriptor.Of([One, Two]);
        Assert.Equal("One+Two", both.Name);
        Assert.Equal(CallCapabilities.RawMedia | CallCapabilities.SingleDevice, both.Capabilities);
        Assert.Equal(LineDuties.RingTimeout, both.Duties);
        Assert.Equal(new ProviderBounds { HangUp = TimeSpan.FromSeconds(3), CaptureStop = TimeSpan.FromSeconds(1) }, both.Bounds);
        Assert.Equal(
            new CallLimits
            {
                MaxUserIdBytes = 10, MaxAttachmentBytes = 100, MaxReasonBytes = 20, MaxGroupIdBytes = 30, MaxParticipants = 4,
                MinRingTimeout = TimeSpan.FromSeconds(5), MaxRingTimeout = TimeSpan.FromSeconds(60), UserIdPattern = both.Limits.UserIdPattern,
            },
            both.Limits);
    }

    /// <summary>Whoever adds a limit has to say here which of two is the narrower one.</summary>
    [Fact]
    public void CALL_006_No_limit_is_forgotten()
    {
        var (low, high) = (new CallLimits(), new CallLimits());
        foreach (var property in typeof(CallLimits).GetProperties().Where(property => property.PropertyType == typeof(int)))
        {
            property.SetValue(low, 5);
            property.SetValue(high, 9);
        }

        Assert.Equal(low, FailoverDescriptor.Of([One with { Limits = high }, Two with { Limits = low }]).Limits);
        Assert.Equal(low, FailoverDescriptor.Of([One with { Limits = low }, Two with { Limits = high }]).Limits);
    }

    [Theory]
    [InlineData("alice", true)]
    [InlineData("alice7", false)]
    [InlineData("Alice", false)]
    [InlineData("àlice", false)]
    [InlineData("alice\n", false)]
    [InlineData("x\nalice", false)]
    [InlineData("aliceandbob", false)]
    public void CALL_006_A_user_id_must_please_all(string userId, bool right)
    {
        CallLimits both = FailoverDescriptor.Of([One, Two]).Limits;
        Assert.Equal(right, One.Limits.CheckUserId(userId) is null && Two.Limits.CheckUserId(userId) is null);
        Assert.Equal(right, both.CheckUserId(userId) is null);
    }

    [Fact]
    public void CALL_006_A_pattern_that_all_share_stays_as_it_is()
        => Assert.Equal(
            new CallLimits().UserIdPattern,
            FailoverDescriptor.Of([One, Two with { Limits = new CallLimits() }]).Limits.UserIdPattern);

    [Fact]
    public void None_and_twice_the_same_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FailoverDescriptor.Of([]));
        Assert.Throws<ArgumentException>(() => FailoverDescriptor.Of([One, Two with { Name = "ONE" }]));
    }

    [Fact]
    public async Task CALL_142_What_only_one_declares_is_refused_even_while_that_one_would_be_asked()
    {
        var runtime = new InlineRuntime(new ManualTime());
        await using ICallClient client = CallClientFactory.Create(new FailoverCallProvider(
            [new FakeProvider(runtime) { Descriptor = One }, new FakeProvider(runtime) { Descriptor = Two with { Limits = new CallLimits() } }]));
        await client.LoginAsync(CallCredential.FromToken("alice", "secret"), TestContext.Current.CancellationToken);
        CallException error = await Assert.ThrowsAsync<CallException>(
            () => client.CallAsync("bob", CallMedia.Audio, options => options.Attachment = "hello", TestContext.Current.CancellationToken));
        Assert.Equal((CallErrorCode.NotSupported, CallCapabilities.Attachment), (error.Code, error.Capability));
        Assert.Contains("One+Two", error.Message, StringComparison.Ordinal);
    }
}
