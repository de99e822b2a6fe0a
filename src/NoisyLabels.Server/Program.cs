using NoisyLabels.Server.Hosting;

return await ServerHost.RunAsync(args, CancellationToken.None);
