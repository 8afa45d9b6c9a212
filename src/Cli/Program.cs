using System.CommandLine;
using Calling.Cli.Commands;

var root = new RootCommand("Calling on the command line.")
{
    DemoCommand.Create(), ServeCommand.Create(), TokenCommand.Create(), DoctorCommand.Create(), DemoPartyCommand.Create(),
};

// Long enough for a server to say good-bye to its devices, and for the demo to end its children.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
