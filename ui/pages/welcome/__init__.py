"""The welcome: what a newcomer may do first."""
