using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Providers.Mock.Tests;

public sealed class MockRegistrationTests
{
    [Fact]
    public void CALL_140_The_name_and_the_world_come_from_configuration()
    {
        var builder = new Builder(("Calling:Mock:World", "office"));
        builder.AddMock();

        var provider = Assert.IsType<MockCallProvider>(builder.Create("Mock"));

        Assert.Equal("Mock", provider.Descriptor.Name);
        Assert.Same(MockWorld.Named("OFFICE").Runtime, provider.Runtime);
        Assert.Same(MockWorld.Named("office"), MockWorld.Named("Office"));
    }

    [Fact]
    public void A_world_given_in_code_is_stronger()
    {
        var (builder, world) = (new Builder(("Calling:Mock:World", "office")), MockWorld.CreateVirtual());
        builder.AddMock(m => m.World = world);

        Assert.Same(world.Virtual, builder.Create("Mock").Runtime);
    }

    [Fact]
    public void The_descriptor_declares_what_holds_today()
    {
        var descriptor = new MockCallProvider(new MockOptions { World = MockWorld.CreateVirtual() }).Descriptor;

        Assert.Equal(MockOptions.AllCapabilities, descriptor.Capabilities);
        Assert.Equal((LineDuties.All, 9), (descriptor.Duties, descriptor.Limits.MaxParticipants));
    }

    [Fact]
    public void CALL_142_Capabilities_and_duties_may_be_narrowed()
    {
        var builder = new Builder(("Calling:Mock:Capabilities", "RingingSignal, RawMedia"), ("Calling:Mock:Duties", "Outcome"));
        builder.AddMock();

        Assert.Empty(builder.Validate("Mock"));
        var descriptor = builder.Create("Mock").Descriptor;
        Assert.Equal((CallCapabilities.RingingSignal | CallCapabilities.RawMedia, LineDuties.Outcome), (descriptor.Capabilities, descriptor.Duties));
    }

    [Fact]
    public void CALL_005_One_device_per_user_is_a_setting_of_the_client_or_of_the_world()
    {
        var builder = new Builder(("Calling:Mock:SingleDevice", "true"));
        builder.AddMock();
        CallCapabilities[] declared =
        [
            builder.Create("Mock").Descriptor.Capabilities,
            new MockCallProvider(new MockOptions { World = MockWorld.CreateVirtual(configure: o => o.SingleDevice = true) }).Descriptor.Capabilities,
        ];

        Assert.All(declared, c => Assert.Equal(MockOptions.AllCapabilities & ~CallCapabilities.MultiDevice | CallCapabilities.SingleDevice, c));
    }

    [Theory]
    [InlineData("World", " ", "Calling:Mock:World is blank")]
    [InlineData("Capabilities", "Flying", "Calling:Mock:Capabilities is 'Flying'; valid are None, SingleDevice")]
    [InlineData("Capabilities", "Group, PeerMedia", "Calling:Mock:Capabilities has PeerMedia, which the mock provider cannot do")]
    [InlineData("Duties", "3", "Calling:Mock:Duties is '3'; valid are None, RingTimeout")]
    [InlineData("Latency", "soon", "Calling:Mock:Latency is 'soon'; it must be a time span")]
    [InlineData("Latency", "00:02:00", "Calling:Mock:Latency is 00:02:00; it must be 00:00:00 to 00:01:00")]
    [InlineData("LossDetection", "00:00:00", "Calling:Mock:LossDetection is 00:00:00")]
    [InlineData("SingleDevice", "maybe", "Calling:Mock:SingleDevice is 'maybe'; valid are true, false.")]
    [InlineData("Wrld", "x", "Calling:Mock:Wrld is not a setting of the mock provider; valid are World")]
    public void CALL_141_A_wrong_setting_is_named_with_its_valid_values(string key, string value, string sentence)
    {
        var builder = new Builder(($"Calling:Mock:{key}", value));
        builder.AddMock();

        Assert.StartsWith(sentence, Assert.Single(builder.Validate("Mock")), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_mocks_have_two_names_and_two_sections()
    {
        var builder = new Builder(("Calling:Mock:World", "one"), ("Calling:Other:World", "two"));
        builder.AddMock().AddMock("Other");

        Assert.Same(MockWorld.Named("two"), WorldOf(builder.Create("Other")));
        Assert.Equal("Other", builder.Create("Other").Descriptor.Name);

        static MockWorld WorldOf(ICallProvider provider)
        {
            Assert.Same(MockWorld.Named("two").Runtime, provider.Runtime);
            return MockWorld.Named("two");
        }
    }

    private sealed class Builder : ICallingBuilder
    {
        private readonly List<CallProviderRegistration> _registrations = [];

        public Builder(params (string Key, string Value)[] settings)
            => Configuration = new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
                .Build()
                .GetSection("Calling");

        public IServiceCollection Services { get; } = new ServiceCollection();

        public IConfiguration Configuration { get; }

        public ICallingBuilder AddProvider(CallProviderRegistration registration)
        {
            _registrations.Add(registration);
            return this;
        }

        public ICallingBuilder Use(Func<ICallClient, IServiceProvider, ICallClient> middleware) => this;

        public ICallProvider Create(string name) => Registration(name).Create(Services.BuildServiceProvider());

        public IReadOnlyList<string> Validate(string name) => [.. Registration(name).Validate(Services.BuildServiceProvider())];

        private CallProviderRegistration Registration(string name) => _registrations.Single(r => r.Name == name);
    }
}
