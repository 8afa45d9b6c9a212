using Calling.Tests;

namespace Calling.Providers.WebRtc.Tests;

public sealed class SinkTests
{
    private readonly Rig _rig = new();

    [Fact]
    public async Task CALL_098_Sinks_may_come_before_and_after_the_connection()
    {
        PictureSink early = new(), late = new(), other = new();
        var first = _rig.Session.AddVideoSink("bob", early);
        _rig.Session.AddVideoSink("carol", other);
        using var sound = _rig.Session.AddAudioSink("bob", new SoundSink());
        await _rig.WithBob(offers: false);
        var second = _rig.Session.AddVideoSink("bob", late);
        _rig.Connection.Picture();
        first.Dispose();
        first.Dispose();
        _rig.Connection.Picture();
        second.Dispose();
        _rig.Connection.Picture();

        Assert.Equal((1, 2, 0), (early.Frames, late.Frames, other.Frames));
        Assert.Single(_rig.Connection.AudioSinks);
    }

    [Fact]
    public async Task A_sink_follows_its_member_to_another_connection()
    {
        var sink = new PictureSink();
        var attached = _rig.Session.AddVideoSink("bob", sink);
        await _rig.WithBob(offers: false);
        await _rig.Roster(Rig.Member(new("bob", "tablet"), offers: false));
        Assert.DoesNotContain(sink, _rig.Engine.Connections[0].VideoSinks);
        _rig.Engine.Connections[1].Picture();
        Assert.Equal(1, sink.Frames);

        attached.Dispose();
        await _rig.Roster();
        await _rig.WithBob(offers: false);
        Assert.DoesNotContain(sink, _rig.Engine.Connections[2].VideoSinks);
    }

    [Fact]
    public async Task A_receiver_may_detach_another_while_its_connection_changes()
    {
        // Detaching waits for the frame that is being delivered, and that frame's receiver detaches.
        await _rig.WithBob(offers: false);
        using var attached = _rig.Session.AddVideoSink("bob", new PictureSink());
        var other = _rig.Session.AddVideoSink("bob", new PictureSink());
        bool finished = false;
        int detaching = 0;
        _rig.Engine.Calling = m =>
        {
            if (m == "Detach" && Interlocked.Exchange(ref detaching, 1) == 0)
            {
                finished = Task.Run(other.Dispose).Wait(Until.Deadline / 4);
            }
        };
        await _rig.Roster(Rig.Member(new("bob", "tablet"), offers: false));
        Assert.True(finished);
    }

    [Fact]
    public async Task After_the_end_sinks_attach_to_nothing()
    {
        await _rig.WithBob(offers: false);
        await _rig.Session.DisposeAsync();
        _rig.Engine.Calling = m => Assert.NotEqual("AddVideoSink", m);
        _rig.Session.AddVideoSink("bob", new PictureSink()).Dispose();
    }
}
